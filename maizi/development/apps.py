from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DevelopmentConfig(AppConfig):
    name = "maizi.development"
    verbose_name = _("客户开发")

    def ready(self) -> None:
        from maizi.accounts.access import declare, declare_holding
        from maizi.clocks.access import declare_clock
        from maizi.customers.access import declare_panel
        from maizi.fields.access import declare_number, declare_parameter
        from maizi.files.access import declare as declare_files
        from maizi.inbox.access import declare_event
        from maizi.kit.reach import reachable
        from maizi.search import access as search

        from . import access, queries
        from .actions import holdings
        from .models import Agreement, Discussion, Opportunity, Stage, Visit

        declare(access.OPPORTUNITY)
        for holding in (holdings.OPPORTUNITIES, holdings.PLANS):
            declare_holding(holding)
        declare(access.MARKET)
        declare(access.VISIT)
        declare_clock(access.FOLLOWUP)
        declare_event(access.FOLLOWUP_LATE)
        declare_number(access.VISIT_NUMBERS)
        for entity in (access.PLAN, access.AGREEMENT, access.GIFT):
            declare(entity)
        declare_number(access.AGREEMENT_NUMBERS)
        declare_event(access.AGREEMENT_ENDS)
        declare_event(access.GIFT_ASKED)
        declare_event(access.REPORT_COMMENTED)
        declare_parameter(access.GIFT_LIMITS)
        declare_event(access.NEED_TOLD)
        declare_number(access.NUMBERS)
        reachable(Stage, access.visible_stages)
        reachable(Discussion, access.visible_discussions)
        declare_files(Opportunity, access.visible_opportunities)
        declare_files(Visit, access.visible_visits)
        declare_files(Agreement, access.visible_agreements)
        search.declare(queries.DEALS_FOUND)
        declare_panel(queries.DEALS)
