from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KitConfig(AppConfig):
    name = "maizi.kit"
    verbose_name = _("界面")

    def ready(self) -> None:
        from maizi.accounts.access import declare_holding

        from .holdings import VIEWS

        declare_holding(VIEWS)
