from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FieldsConfig(AppConfig):
    name = "maizi.fields"
    verbose_name = _("参数与模板")

    def ready(self) -> None:
        from maizi.accounts.access import declare
        from maizi.clocks.access import declare_usual_warnings

        from . import queries
        from .access import FIELDS, declare_parameter
        from .catalogue import CATALOGUE

        declare(FIELDS)
        for parameter in CATALOGUE:
            declare_parameter(parameter)
        declare_usual_warnings(queries.usual_warnings)
