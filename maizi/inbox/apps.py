from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InboxConfig(AppConfig):
    name = "maizi.inbox"
    verbose_name = _("待办与通知")

    def ready(self) -> None:
        from maizi.accounts.access import declare, declare_holding

        from . import access
        from .actions.holdings import TODOS

        declare(access.CHANNELS)
        declare_holding(TODOS)
        for event in (access.TODO_DUE, access.TODO_HANDED, access.TEST):
            access.declare_event(event)
