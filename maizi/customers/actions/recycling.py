"""Bring customers back into pools by rule: lift warnings, warn, take, tell; a slice at a time."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils import timezone

from maizi.accounts.models import User
from maizi.inbox.actions import notify
from maizi.kernel.texts import N_, say

from .. import access, queries, rules
from ..models import Customer, RecycleWarning, RecyclingRule
from ..terms import OwnerChange
from .ownership import Change, locked, move

SLICE = 500
MOST_NAMES = 5
FALLING = N_("有 {count} 个客户将在 {days} 天内掉入公海：{names}")
TAKEN = N_("有 {count} 个客户已按规则“{rule}”收回公海：{names}")


def active_rules() -> list[int]:
    """The rules that work, in the order in which they do."""
    rows = RecyclingRule.objects.filter(is_active=True).order_by("pool", "pk")
    return list(rows.values_list("pk", flat=True))


def lift_warnings(rule_id: int, *, today: date) -> int:
    """Drop the warnings of a rule whose customers somebody looks after again; how many."""
    rule = _rule(rule_id)
    if rule is None:
        return 0
    horizon = today + timedelta(days=queries.warning_days_of(rule.pool))
    still = _candidates(rule, horizon).values("pk")
    gone = RecycleWarning.objects.filter(rule=rule).exclude(customer__in=still)
    count, _rows = gone.delete()
    return count


def warn_next(rule_id: int, after: int, *, now: datetime) -> tuple[int, int]:
    """Warn of the next customers a rule is about to take; (the last looked at or 0, how many)."""
    rule, today = _rule(rule_id), timezone.localdate(now)
    if rule is None:
        return 0, 0
    falls_on = today + timedelta(days=queries.warning_days_of(rule.pool))
    found = _candidates(rule, falls_on).filter(warning=None, pk__gt=after).order_by("pk")
    rows = list(found.values_list("pk", "owner_id")[:SLICE])
    RecycleWarning.objects.bulk_create(
        [
            RecycleWarning(
                customer_id=pk, owner_id=owner, rule=rule, falls_on=falls_on, warned_at=now
            )
            for pk, owner in rows
        ],
        ignore_conflicts=True,
    )
    return (rows[-1][0] if len(rows) == SLICE else 0), len(rows)


def take_next(rule_id: int, after: int, *, now: datetime) -> tuple[int, int]:
    """Take the next customers whose day has come and whom the rule still fits.

    Locked and looked at again: whoever was contacted meanwhile stays. Their owners hear of it.
    Gives (the last looked at, or 0 at the end; how many were taken).
    """
    rule, today = _rule(rule_id), timezone.localdate(now)
    if rule is None:
        return 0, 0
    due = RecycleWarning.objects.filter(rule=rule, falls_on__lte=today, customer__gt=after)
    ids = list(due.order_by("customer_id").values_list("customer_id", flat=True)[:SLICE])
    rows = locked(ids)
    fitting = set(_candidates(rule, today).filter(pk__in=ids).values_list("pk", flat=True))
    taken = [row for row in rows if row.pk in fitting]
    move(taken, pool=rule.pool, change=Change(OwnerChange.RECYCLED, None, now, rule.name))
    _tell_owners(taken, rule)
    return (ids[-1] if len(ids) == SLICE else 0), len(taken)


def tell_next(*, now: datetime) -> int:
    """Tell the next owner what of his is about to fall; how many customers, 0 at the end."""
    first = RecycleWarning.objects.filter(told_at=None).order_by("id").first()
    if first is None:
        return 0
    mine = RecycleWarning.objects.filter(told_at=None, owner=first.owner_id)
    rows = list(mine.select_related("customer").order_by("falls_on", "id"))
    RecycleWarning.objects.filter(pk__in=[row.pk for row in rows]).update(told_at=now)
    days = (max(row.falls_on for row in rows) - timezone.localdate(now)).days
    names = _names(row.customer for row in rows)
    if days > 0:
        notify(
            to=[first.owner], event=access.FALLING.code, url=reverse("customers:falling"),
            title=say(FALLING, count=len(rows), days=days, names=names),
        )  # fmt: skip
    return len(rows)


def _tell_owners(taken: list[Customer], rule: RecyclingRule) -> None:
    by_owner: dict[int, list[Customer]] = {}
    for row in taken:
        by_owner.setdefault(row.owner_id, []).append(row)
    for owner in User.objects.filter(pk__in=by_owner):
        rows = by_owner[owner.pk]
        notify(
            to=[owner], event=access.TAKEN_BACK.code, url=rule.pool.get_absolute_url(),
            title=say(TAKEN, count=len(rows), rule=rule.name, names=_names(rows)),
        )  # fmt: skip


def _names(rows: Iterable[Customer]) -> list[str]:
    names = [row.name for row in rows]
    return [*names[:MOST_NAMES], "…"] if len(names) > MOST_NAMES else names


def _rule(rule_id: int) -> RecyclingRule | None:
    rows = RecyclingRule.objects.select_related("pool__unit").filter(is_active=True)
    return rows.filter(pk=rule_id).first()


def _candidates(rule: RecyclingRule, on: date):
    return queries.candidates(rule.pool, rules.read_groups(rule.groups), on=on)
