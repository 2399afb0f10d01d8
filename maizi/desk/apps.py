from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "maizi.desk"
    verbose_name = _("工作台")

    def ready(self) -> None:
        from maizi.inbox.access import declare_event

        from . import access

        declare_event(access.TOLD)
