from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    name = "maizi.privacy"
    verbose_name = _("个人信息保护")

    def ready(self) -> None:
        from . import access
        from .actions import declaring

        access.declare_all()
        declaring.install()
