from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    name = "maizi.jobs"
    verbose_name = _("后台任务")

    def ready(self) -> None:
        from maizi.accounts.access import declare_holding

        from .actions.holdings import JOBS

        declare_holding(JOBS)
