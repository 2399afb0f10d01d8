from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SatisfactionConfig(AppConfig):
    name = "maizi.satisfaction"
    verbose_name = _("客户满意度")

    def ready(self) -> None:
        from maizi.accounts.access import declare, declare_holding
        from maizi.care.access import declare_nps
        from maizi.customers.access import declare_panel
        from maizi.fields.access import declare_number, declare_parameter
        from maizi.inbox.access import declare_event, declare_not_ticked
        from maizi.kit.reach import reachable

        from . import access, actions, queries
        from .actions.forgetting import declare as declare_forgetting
        from .models import Response

        declare(access.SURVEY)
        declare_number(access.NUMBERS)
        for parameter in access.PARAMETERS:
            declare_parameter(parameter)
        for event in access.EVENTS:
            declare_event(event)
        declare_not_ticked(access.FILE_SOURCE, access.ONLY_FILED)
        declare_not_ticked(access.ALERT_SOURCE, access.ONLY_CALLED)
        declare_holding(actions.ROUNDS)
        declare_holding(actions.ALERTS)
        declare_panel(queries.CARD)
        declare_nps(queries.nps_answers)
        declare_forgetting()
        reachable(Response, access.visible_responses)
