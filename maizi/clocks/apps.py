from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ClocksConfig(AppConfig):
    name = "maizi.clocks"
    verbose_name = _("时限")

    def ready(self) -> None:
        from maizi.accounts.access import declare

        from .access import CALENDAR, CLOCK

        declare(CALENDAR)
        declare(CLOCK)
