from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "maizi.accounts"
    verbose_name = _("组织与人员")

    def ready(self) -> None:
        from . import access
        from .actions.leaving import PEOPLE

        access.declare(access.ADMINISTRATION)
        access.declare(access.AUDIT)
        access.declare_holding(PEOPLE)
