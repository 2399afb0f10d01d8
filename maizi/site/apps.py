from django.apps import AppConfig
from django.utils.translation import gettext_lazy

from maizi.kernel import terms

# Django reads every apps.py before any models.py, where the choices are made of terms.
terms.translate = gettext_lazy


class SiteConfig(AppConfig):
    name = "maizi.site"
    label = "site"

    def ready(self) -> None:
        from . import menu, wiring

        wiring.connect()
        menu.install()
