from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CustomersConfig(AppConfig):
    name = "maizi.customers"
    verbose_name = _("客户")

    def ready(self) -> None:
        from maizi.accounts.access import declare
        from maizi.inbox.access import declare_event
        from maizi.search import access as search

        from . import access, queries

        declare(access.CUSTOMER)
        declare_event(access.ACCESS_ASKED)
        declare_event(access.ACCESS_DECIDED)
        search.declare(queries.CUSTOMERS)
        search.declare(queries.CONTACTS)
