from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CreditConfig(AppConfig):
    name = "maizi.credit"
    verbose_name = _("信用与应收")

    def ready(self) -> None:
        from maizi.accounts.access import declare
        from maizi.customers.access import declare_stopping
        from maizi.fields.access import declare_number

        from . import access
        from .models import CreditAccount

        declare(access.CREDIT)
        declare_stopping(CreditAccount)  # two ledgers do not become one by themselves
        for kind in (access.RECEIPTS, access.REFUNDS, access.STATEMENTS):
            declare_number(kind)
