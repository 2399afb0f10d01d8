from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TargetsConfig(AppConfig):
    name = "maizi.targets"
    verbose_name = _("目标与提成")

    def ready(self) -> None:
        from maizi.accounts.access import declare
        from maizi.fields.access import declare_parameter

        from . import access
        from .actions import approving

        declare(access.TARGET)
        declare(access.COMMISSION)
        for parameter in access.PARAMETERS:
            declare_parameter(parameter)
        approving.declare()
