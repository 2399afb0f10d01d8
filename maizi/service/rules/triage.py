"""What is asked on the telephone, and what follows from the answers (F-3)."""

from collections.abc import Collection
from dataclasses import dataclass

from maizi.kernel.texts import N_

from ..terms import Mode, Severity

# What the person on the telephone goes through, in this order.
SCRIPT = {
    "listen": N_("请客户把现象说完，复述一遍确认"),
    "serial": N_("核对型号和序列号"),
    "safety": N_("问有没有冒烟、漏电、漏气、伤人的危险；有就先请客户断电、离开"),
    "since": N_("问什么时候开始、之前动过什么"),
    "alarm": N_("问报警代码和指示灯"),
    "simple": N_("请客户做一次简单检查：电源、气源、滤网、重启"),
    "article": N_("查知识文章，照着一步步指导"),
}
# What a customer may say, and how bad that makes it at least.
SIGNS = {
    "danger": (N_("有人身或财产危险"), Severity.CRITICAL),
    "stopped": (N_("整线或整店停摆"), Severity.CRITICAL),
    "down": (N_("设备完全不能用"), Severity.SERIOUS),
    "limited": (N_("能用但性能明显下降"), Severity.GENERAL),
    "cosmetic": (N_("不影响使用"), Severity.MINOR),
}


@dataclass(frozen=True, slots=True)
class Advice:
    """What the answers suggest; the person on the telephone decides."""

    severity: Severity
    mode: Mode
    why: str


def advise(signs: Collection[str], *, can_self_help: bool, has_article: bool) -> Advice:
    """The worst sign counts; general faults are tried by telephone first (F-3).

    can_self_help  the customer is able and willing to follow instructions
    has_article    there is something to instruct him by
    """
    found = [SIGNS[sign][1] for sign in signs if sign in SIGNS]
    severity = max(found, key=lambda one: one.place, default=Severity.GENERAL)
    if severity == Severity.CRITICAL:
        return Advice(severity, Mode.ON_SITE, N_("有危险或停摆：立即上门，并按应急预案召集人员。"))
    if not can_self_help:
        return Advice(severity, Mode.ON_SITE, N_("客户不能自行处理：派人上门。"))
    if severity == Severity.SERIOUS and not has_article:
        return Advice(severity, Mode.ON_SITE, N_("设备不能用，又没有可照做的办法：派人上门。"))
    return Advice(
        severity, Mode.REMOTE, N_("一般故障：先用电话指导，直到完全解决；解决不了再上门。")
    )


def needs_alarm(severity: Severity, *, has_plan: bool) -> bool:
    """The worst faults need an active emergency plan, or the head hears of it (F-3)."""
    return severity == Severity.CRITICAL and not has_plan
