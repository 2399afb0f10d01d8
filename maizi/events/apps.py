from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EventsConfig(AppConfig):
    name = "maizi.events"
    verbose_name = _("客户活动")

    def ready(self) -> None:
        from maizi.accounts.access import declare, declare_holding
        from maizi.customers.access import declare_foldable
        from maizi.fields.access import declare_number
        from maizi.files.access import declare as declare_files
        from maizi.inbox.access import declare_event

        from . import access
        from .actions import united
        from .actions.holdings import EVENTS
        from .models import Event, Invitation

        declare(access.EVENT)
        declare_number(access.NUMBERS)
        declare_event(access.ANSWERED)
        declare_holding(EVENTS)
        declare_files(Event, access.visible_events)
        declare_foldable(Invitation, unite=united)
