from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PresalesConfig(AppConfig):
    name = "maizi.presales"
    verbose_name = _("售前支持")

    def ready(self) -> None:
        from maizi.accounts.access import declare, declare_holding
        from maizi.customers.access import declare_onward, declare_panel
        from maizi.fields.access import declare_number, declare_parameter
        from maizi.inbox.access import declare_event, declare_not_ticked

        from . import access, actions, queries

        declare(access.PRESALE)
        declare_number(access.NUMBERS)
        for parameter in access.PARAMETERS:
            declare_parameter(parameter)
        for event in access.EVENTS:
            declare_event(event)
        for source, refusal in access.ONLY_DONE.items():
            declare_not_ticked(source, refusal)
        for holding in (actions.TRIALS, actions.REQUESTS, actions.REPLIES):
            declare_holding(holding)
        for onward in (queries.LEND_ONWARD, queries.ASK_ONWARD):
            declare_onward(onward)
        declare_panel(queries.TAB)
