from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BackupsConfig(AppConfig):
    name = "maizi.backups"
    verbose_name = _("备份")

    def ready(self) -> None:
        from maizi.inbox.access import declare_event

        from . import access

        declare_event(access.IN_DANGER)
