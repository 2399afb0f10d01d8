from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CustomersConfig(AppConfig):
    name = "maizi.customers"
    verbose_name = _("客户")

    def ready(self) -> None:
        from maizi.accounts.access import declare
        from maizi.search import access as search

        from . import access, queries
        from .actions import important

        declare(access.CUSTOMER)
        important.declare()
        search.declare(queries.CUSTOMERS)
        search.declare(queries.CONTACTS)
