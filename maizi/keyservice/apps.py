from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KeyserviceConfig(AppConfig):
    name = "maizi.keyservice"
    verbose_name = _("大客户服务")

    def ready(self) -> None:
        from maizi.accounts.access import declare
        from maizi.customers.access import declare_foldable
        from maizi.fields.access import declare_number, declare_parameter
        from maizi.inbox.access import declare_event
        from maizi.kit.reach import reachable

        from . import access
        from .models import Support, TeamMember

        declare(access.KEY_SERVICE)
        declare_number(access.NUMBERS)
        declare_parameter(access.REVISIT_WEEKS)
        for event in access.EVENTS:
            declare_event(event)
        reachable(Support, access.visible_supports)
        declare_foldable(TeamMember)  # one team for what is one account now
