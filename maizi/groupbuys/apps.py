from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GroupbuysConfig(AppConfig):
    name = "maizi.groupbuys"
    verbose_name = _("团购")

    def ready(self) -> None:
        from maizi.accounts.access import declare
        from maizi.clocks.access import declare_clock
        from maizi.customers.access import declare_foldable, declare_panel, declare_stopping
        from maizi.fields.access import declare_number, declare_parameter
        from maizi.files.access import declare as declare_files
        from maizi.inbox.access import declare_event
        from maizi.kit.reach import reachable
        from maizi.purchasing.access import declare_demand
        from maizi.sales.access import declare_price_promise, declare_quote_check

        from . import access, queries
        from .actions.drafting import declare as declare_approval
        from .models import AgreementDue, GroupBuy, GroupBuyPlan, PlanTask, Registration

        for entity in (access.GROUP_BUY, access.PLAN):
            declare(entity)
        declare_number(access.NUMBERS)
        for parameter in access.PARAMETERS:
            declare_parameter(parameter)
        for event in access.EVENTS:
            declare_event(event)
        for clock in access.CLOCKS:
            declare_clock(clock)
        declare_files(GroupBuyPlan, access.visible_plans)
        declare_panel(queries.CUSTOMER_TAB)
        declare_demand(queries.DEMAND)
        declare_quote_check(queries.quote_objection)
        declare_price_promise(queries.promised_prices)
        reachable(GroupBuy, access.visible_group_buys)
        reachable(Registration, access.visible_registrations)
        reachable(PlanTask, access.visible_tasks)
        declare_foldable(AgreementDue)
        declare_stopping(GroupBuyPlan)  # two plans with different tasks
        declare_stopping(Registration)  # two promises to buy, perhaps with deposits
        declare_approval()
