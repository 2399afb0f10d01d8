from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from maizi.kernel.texts import N_


class ApprovalsConfig(AppConfig):
    name = "maizi.approvals"
    verbose_name = _("审批")

    def ready(self) -> None:
        from maizi.accounts.access import declare, declare_holding
        from maizi.clocks.access import ClockKind, declare_clock, last_warning
        from maizi.inbox.access import declare_event, declare_not_ticked
        from maizi.kit.reach import reachable

        from . import access
        from .actions.holdings import HOLDINGS
        from .models import ApprovalCase

        declare(access.APPROVALS)
        for holding in HOLDINGS:
            declare_holding(holding)
        for event in access.EVENTS:
            declare_event(event)
        declare_clock(
            ClockKind(access.STEP_CLOCK, N_("审批一步的时限"), warn_percents=last_warning)
        )
        declare_not_ticked(
            access.DECIDE, N_("请打开申请，同意、驳回或退回后，这件待办会自动消失。")
        )
        reachable(ApprovalCase, access.visible_cases)
