from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SalesConfig(AppConfig):
    name = "maizi.sales"
    verbose_name = _("销售")

    def ready(self) -> None:
        from maizi.accounts.access import declare, declare_holding
        from maizi.customers.access import declare_card_facts, declare_panel
        from maizi.fields.access import declare_document, declare_number, declare_parameter
        from maizi.files.access import declare as declare_files
        from maizi.inbox.access import declare_event
        from maizi.search import access as search

        from . import access, models, queries
        from .actions import holdings, seeding

        for entity in (
            access.QUOTE, access.ORDER, access.DELIVERY, access.INVOICE, access.RETURN,
        ):  # fmt: skip
            declare(entity)
        for kind in access.NUMBERS:
            declare_number(kind)
        for parameter in access.PARAMETERS:
            declare_parameter(parameter)
        declare_event(access.ANSWERED)
        declare_event(access.DONE)
        seeding.declare()
        for holding in (holdings.QUOTES, holdings.ORDERS):
            declare_holding(holding)
        for kind in (queries.QUOTES, queries.ORDERS):
            search.declare(kind)
        for document in (
            queries.QUOTE_PRINT,
            queries.ORDER_PRINT,
            queries.DELIVERY_PRINT,
            queries.SOLUTION_PRINT,
        ):
            declare_document(document)
        declare_card_facts(queries.CARD_FACTS)
        declare_panel(queries.TRADE)
        declare_files(models.Invoice, access.visible_invoices)
