"""Give posts and end them; choose who stands in for whom."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from maizi.history.actions import recorded
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import access
from ..models import Appointment, Delegation, User
from ..rules import standing
from .guards import (
    lock_administration,
    require_administrator_left,
    require_another,
    require_rank,
)  # fmt: skip

LONGEST_DELEGATION_DAYS = 180


@transaction.atomic
def appoint(post: Appointment, *, by: User | None, reason: str = "") -> None:
    """Put an unsaved post in force; a post that ended before is opened again.

    Raises Refused for oneself (four eyes), for an inactive person or closed unit, for a post
    already held, and for administration rights given by somebody who can't manage roles.
    """
    require_rank(by, post.role.grants)
    require_another(by, post.user, reason=reason)
    _require_possible(post)
    today = timezone.localdate()
    held = Appointment.objects.select_for_update().filter(
        user=post.user, role=post.role, unit=post.unit
    ).first()  # fmt: skip
    if held and (held.ends_on is None or held.ends_on >= today):
        raise Refused(
            N_("{name}已经是“{role} · {unit}”了。"),
            name=post.user.name, role=post.role.name, unit=post.unit.name,
        )  # fmt: skip
    if held:
        post.pk, post._state.adding = held.pk, False
    with recorded(post, N_("任命"), by=by, reason=reason):
        post.save()


@transaction.atomic
def end_appointment(post: Appointment, *, by: User | None, reason: str = "") -> None:
    """Take a post away at once; the right is gone at the next request.

    Raises Refused for the last administrator.
    """
    lock_administration()
    require_rank(by, post.role.grants)
    today = timezone.localdate()
    with recorded(post, N_("结束任职"), by=by, reason=reason):
        if post.starts_on and post.starts_on >= today:
            post.starts_on = None
        post.ends_on = today - timedelta(days=1)
        post.save(update_fields=["starts_on", "ends_on"])
    require_administrator_left()


@transaction.atomic
def delegate(delegation: Delegation, *, by: User, today: date | None = None) -> None:
    """Let somebody of equal or higher standing decide for a person from day to day (M-6).

    Raises Refused for oneself, days past or too many, lower standing, overlaps and chains, and
    for somebody else's work given away without the right to manage people.
    """
    today = today or timezone.localdate()
    giver, receiver = delegation.giver, delegation.receiver
    if by.pk != giver.pk and not access.may(by, "administration", "people"):
        raise Refused(N_("只能委托自己的工作；要替别人委托，请找能管理人员的管理员。"))
    list(User.objects.select_for_update().filter(pk__in=[giver.pk, receiver.pk]).order_by("pk"))
    _require_days(delegation, today)
    if giver.pk == receiver.pk:
        raise Refused(N_("不能委托给自己。"))
    if not (giver.is_active and receiver.is_active):
        raise Refused(N_("只能在在职人员之间委托。"))
    levels = access.levels_of_units()
    heights = [standing(access.posts_of(p, today), levels) for p in (giver, receiver)]
    if heights[1] < heights[0]:
        raise Refused(N_("{name}的岗位级别低于委托人，请选同级或上级。"), name=receiver.name)
    _require_no_chain(delegation)
    with recorded(delegation, N_("委托"), by=by, reason=delegation.reason):
        delegation.save(force_insert=True)


@transaction.atomic
def revoke_delegation(delegation: Delegation, *, by: User, reason: str = "") -> None:
    """End a delegation now; done twice, nothing more happens."""
    if delegation.revoked_at:
        return
    with recorded(delegation, N_("撤销委托"), by=by, reason=reason):
        delegation.revoked_at = timezone.now()
        delegation.save(update_fields=["revoked_at"])


def _require_possible(post: Appointment) -> None:
    if not post.user.is_active:
        raise Refused(N_("{name}已停用，请先恢复在职。"), name=post.user.name)
    if not post.unit.is_active:
        raise Refused(N_("“{unit}”已停用，请选别的部门。"), unit=post.unit.name)
    if post.starts_on and post.ends_on and post.ends_on < post.starts_on:
        raise Refused(N_("结束日期不能早于开始日期。"))


def _require_days(delegation: Delegation, today: date) -> None:
    if delegation.ends_on < delegation.starts_on:
        raise Refused(N_("结束日期不能早于开始日期。"))
    if delegation.ends_on < today:
        raise Refused(N_("结束日期已经过去，请重新选择。"))
    if (delegation.ends_on - delegation.starts_on).days > LONGEST_DELEGATION_DAYS:
        raise Refused(N_("委托最长 {days} 天。"), days=LONGEST_DELEGATION_DAYS)


def _require_no_chain(delegation: Delegation) -> None:
    overlapping = Delegation.objects.filter(
        revoked_at=None, starts_on__lte=delegation.ends_on, ends_on__gte=delegation.starts_on
    )
    if overlapping.filter(giver=delegation.giver).exists():
        raise Refused(N_("这几天已经有委托了，请先撤销原来的。"))
    if found := overlapping.filter(giver=delegation.receiver).select_related("receiver").first():
        raise Refused(
            N_("{name}这几天自己也委托了{other}，请另选一位。"),
            name=delegation.receiver.name, other=found.receiver.name,
        )  # fmt: skip
    if found := overlapping.filter(receiver=delegation.giver).select_related("giver").first():
        raise Refused(
            N_("这几天您正代理{name}，不能再转给别人。请先请{name}另选代理人。"),
            name=found.giver.name,
        )  # fmt: skip
