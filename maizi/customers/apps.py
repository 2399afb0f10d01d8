from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CustomersConfig(AppConfig):
    name = "maizi.customers"
    verbose_name = _("客户")

    def ready(self) -> None:
        from maizi.accounts.access import declare, declare_holding
        from maizi.fields.access import declare_document, declare_number
        from maizi.files import access as files
        from maizi.history.access import Circumstances, declare_circumstances
        from maizi.inbox.access import declare_event
        from maizi.kit.reach import reachable
        from maizi.search import access as search

        from . import access, models, queries
        from .actions import important, pools
        from .actions.holdings import HOLDINGS

        declare(access.CUSTOMER)
        access.declare_panel(queries.PEOPLE)
        access.declare_panel(queries.VERIFICATION)
        for kind, gather in queries.WAYS.items():
            declare_circumstances(Circumstances(kind, gather, queries.told_of))
        access.declare_panel(queries.PROFILE)
        access.declare_panel(queries.QUESTIONS)
        access.declare_panel(queries.DAYS)
        access.declare_panel(queries.RELATIONS)
        declare_event(access.CARE_DUE)
        declare_event(access.MENTIONED)
        files.declare(models.Activity, access.visible_activities)
        reachable(models.ImportantDay, access.visible_days)
        for panel in (queries.TAGS_PANEL, queries.CLASSES_PANEL, queries.QUALITY_PANEL):
            access.declare_panel(panel)
        files.declare(models.CollectionBatch, access.visible_batches)
        pools.declare()
        for holding in HOLDINGS:
            declare_holding(holding)
        important.declare()
        declare_number(access.NUMBERS)
        declare_document(queries.CARD)
        declare_event(access.ACCESS_ASKED)
        declare_event(access.ACCESS_DECIDED)
        declare_event(access.FALLING)
        declare_event(access.TAKEN_BACK)
        search.declare(queries.CUSTOMERS)
        search.declare(queries.CONTACTS)
