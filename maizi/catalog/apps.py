from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogConfig(AppConfig):
    name = "maizi.catalog"
    verbose_name = _("商品与价格")

    def ready(self) -> None:
        from maizi.accounts.access import declare
        from maizi.customers.access import declare_panel
        from maizi.fields.access import declare_number
        from maizi.files.access import declare as declare_files
        from maizi.search import access as search

        from . import access, queries
        from .models import Product

        declare(access.PRODUCT)
        declare(access.PRICE)
        declare_number(access.NUMBERS)
        declare_files(Product, access.visible_products)
        search.declare(queries.PRODUCTS)
        declare_panel(queries.CUSTOMER_PRICES)
