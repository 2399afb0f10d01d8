from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApprovalsConfig(AppConfig):
    name = "maizi.approvals"
    verbose_name = _("审批")

    def ready(self) -> None:
        from maizi.accounts.access import declare

        from .access import APPROVALS

        declare(APPROVALS)
