from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PurchasingConfig(AppConfig):
    name = "maizi.purchasing"
    verbose_name = _("采购管理")

    def ready(self) -> None:
        from maizi.accounts.access import declare
        from maizi.fields.access import declare_document, declare_number
        from maizi.search import access as search

        from . import access, queries
        from .actions import approving

        for entity in (access.SUPPLIER, access.PURCHASE, access.PAYABLE):
            declare(entity)
        for number in access.NUMBERS:
            declare_number(number)
        access.declare_demand(queries.BACKLOG)
        approving.declare()
        search.declare(queries.SUPPLIERS)
        declare_document(queries.ORDER_PAPER)
