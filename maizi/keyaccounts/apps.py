from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KeyaccountsConfig(AppConfig):
    name = "maizi.keyaccounts"
    verbose_name = _("大客户名单与等级调整")

    def ready(self) -> None:
        from maizi.accounts.access import declare
        from maizi.approvals.access import declare_subject
        from maizi.clocks.access import declare_clock
        from maizi.customers.access import declare_panel, declare_stopping
        from maizi.fields.access import declare_number, declare_parameter
        from maizi.files.access import declare as declare_files
        from maizi.inbox.access import declare_event
        from maizi.kit.reach import reachable

        from . import access, actions, queries
        from .models import GradeChange, KeyAccount, Suggestion

        declare(access.KEY_ACCOUNT)
        declare_number(access.NUMBERS)
        for parameter in access.PARAMETERS:
            declare_parameter(parameter)
        for event in access.EVENTS:
            declare_event(event)
        for clock in access.CLOCKS:
            declare_clock(clock)
        declare_stopping(KeyAccount)  # two records of fulfilment do not become one by themselves
        declare_stopping(GradeChange)
        declare_files(GradeChange, access.visible_changes)
        declare_panel(queries.STRIP)
        for model, visible in (
            (KeyAccount, access.visible_key_accounts), (GradeChange, access.visible_changes),
            (Suggestion, access.visible_suggestions),
        ):  # fmt: skip
            reachable(model, visible)
        declare_subject(actions.GRADE_CHANGE)
