from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FieldsConfig(AppConfig):
    name = "maizi.fields"
    verbose_name = _("参数与模板")

    def ready(self) -> None:
        from maizi.accounts.access import declare

        from .access import FIELDS, declare_parameter
        from .catalogue import CATALOGUE

        declare(FIELDS)
        for parameter in CATALOGUE:
            declare_parameter(parameter)
