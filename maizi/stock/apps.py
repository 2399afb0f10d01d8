from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StockConfig(AppConfig):
    name = "maizi.stock"
    verbose_name = _("库存")

    def ready(self) -> None:
        from maizi.accounts.access import declare
        from maizi.approvals.access import declare_subject
        from maizi.catalog.access import declare_panel
        from maizi.fields.access import declare_number

        from . import access, actions, queries

        declare(access.STOCK)
        for kind in access.NUMBERS:
            declare_number(kind)
        declare_subject(actions.COUNT)
        declare_panel(queries.PRODUCT_STOCK)
