from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InsightConfig(AppConfig):
    name = "maizi.insight"
    verbose_name = _("客户分析")

    def ready(self) -> None:
        from maizi.accounts.access import declare
        from maizi.care.access import declare_classes_by_hand
        from maizi.customers.access import declare_foldable
        from maizi.fields.access import declare_parameter

        from . import access, queries
        from .models import Override, Placing

        declare(access.INSIGHT)
        declare_classes_by_hand(queries.classes_by_hand)
        for parameter in access.PARAMETERS:
            declare_parameter(parameter)
        for model in (Override, Placing):  # whoever stays keeps his own class and places
            declare_foldable(model)
