from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "maizi.site"
    label = "site"

    def ready(self) -> None:
        from django.utils.translation import gettext_lazy

        from maizi.kernel import terms

        from . import menu, wiring

        terms.translate = gettext_lazy
        wiring.connect()
        menu.install()
