from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PartsConfig(AppConfig):
    name = "maizi.parts"
    verbose_name = _("备件")

    def ready(self) -> None:
        from maizi.accounts.access import declare
        from maizi.fields.access import declare_number, declare_parameter
        from maizi.inbox.access import declare_event
        from maizi.purchasing.access import declare_demand

        from . import access, queries
        from .actions.approving import declare as declare_approval

        declare(access.SPARE)
        declare_number(access.NUMBERS)
        for parameter in access.PARAMETERS:
            declare_parameter(parameter)
        declare_event(access.DECIDED)
        declare_event(access.TO_ORDER)
        declare_demand(queries.DEMAND)
        declare_approval()
