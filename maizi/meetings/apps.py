from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MeetingsConfig(AppConfig):
    name = "maizi.meetings"
    verbose_name = _("会议管理")

    def ready(self) -> None:
        from maizi.accounts.access import declare, declare_holding
        from maizi.clocks.access import declare_clock
        from maizi.customers.access import declare_panel
        from maizi.fields.access import declare_number
        from maizi.files.access import declare as declare_files
        from maizi.inbox.access import declare_event

        from . import access, queries
        from .actions import holdings
        from .models import Meeting

        declare(access.MEETING)
        declare_number(access.NUMBERS)
        declare_clock(access.MINUTES)
        for event in access.EVENTS:
            declare_event(event)
        declare_holding(holdings.ACTIONS)
        declare_files(Meeting, access.visible_meetings)
        declare_panel(queries.MEETINGS_CARD)
