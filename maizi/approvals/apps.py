from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from maizi.kernel.texts import N_


class ApprovalsConfig(AppConfig):
    name = "maizi.approvals"
    verbose_name = _("审批")

    def ready(self) -> None:
        from maizi.accounts.access import declare
        from maizi.clocks.access import ClockKind, declare_clock, last_warning
        from maizi.inbox.access import declare_event
        from maizi.kit.reach import reachable

        from . import access
        from .models import ApprovalCase

        declare(access.APPROVALS)
        for event in access.EVENTS:
            declare_event(event)
        declare_clock(
            ClockKind(access.STEP_CLOCK, N_("审批一步的时限"), warn_percents=last_warning)
        )
        reachable(ApprovalCase, access.visible_cases)
