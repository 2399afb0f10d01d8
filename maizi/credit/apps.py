from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CreditConfig(AppConfig):
    name = "maizi.credit"
    verbose_name = _("信用与应收")

    def ready(self) -> None:
        from maizi.accounts.access import declare
        from maizi.approvals.access import declare_subject
        from maizi.customers.access import declare_panel, declare_stopping
        from maizi.fields.access import declare_document, declare_number
        from maizi.inbox.access import declare_event

        from . import access, actions, queries
        from .models import CreditAccount

        declare(access.CREDIT)
        declare_event(access.ANSWERED)
        declare_event(access.DUNNED)
        declare_stopping(CreditAccount)  # two ledgers do not become one by themselves
        declare_subject(actions.WRITE_OFF)
        declare_document(queries.STATEMENT)
        for panel in (queries.STRIP, queries.TAB):
            declare_panel(panel)
        for kind in (access.RECEIPTS, access.REFUNDS, access.STATEMENTS):
            declare_number(kind)
