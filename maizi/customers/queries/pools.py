"""What the screens of pools show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from maizi.accounts.models import OrgUnit, Role
from maizi.fields.queries import parameter
from maizi.kernel.texts import COMMA, N_

from .. import access, rules
from ..access.recycling import recycling_facts
from ..models import Customer, OwnerSpell, Pool, Protection, RecycleWarning, Tag
from ..rules import Condition, Fact, Limits
from ..rules.recycling import Group
from ..terms import FactSort, Operator, PanelPlace
from .ownership import limits_in, room_of, tally_of, warning_days_of

MOST_SHOWN = 200


@dataclass(frozen=True)
class PoolLine:
    """One pool as its list shows it: what waits in it, and how many the person may still take."""

    pool: Pool
    waiting: int
    falling: int
    left: int | None
    is_open: bool
    is_administered: bool


def pool_lines(user, *, now: datetime) -> list[PoolLine]:
    """The pools a person sees. A few queries, and two for each pool open to him."""
    rows = list(access.visible_pools(user).select_related("unit").order_by("name")[:MOST_SHOWN])
    seen = access.visible_customers(user).filter(pool__in=rows).order_by()
    waiting = dict(seen.values_list("pool").annotate(Count("pk")))
    falling = dict(
        RecycleWarning.objects.filter(rule__pool__in=rows).order_by()
        .values_list("rule__pool").annotate(Count("pk"))
    )  # fmt: skip
    open_to_me = set(access.open_pool_ids(user))
    mine = set(access.administered_pools(user).values_list("pk", flat=True))
    return [
        PoolLine(
            pool, waiting.get(pool.pk, 0), falling.get(pool.pk, 0) if pool.pk in mine else 0,
            left_for(user, pool, now=now) if pool.pk in open_to_me else None,
            pool.pk in open_to_me, pool.pk in mine,
        )
        for pool in rows
    ]  # fmt: skip


def left_for(user, pool: Pool, *, now: datetime) -> int | None:
    """How many more customers the person may claim from a pool now; None without a limit."""
    limits, tally = limits_in(pool), tally_of(user, pool, now=now)
    capacity, held = room_of([user])[user.pk]
    full = Limits(limits.a_day, limits.a_period, limits.period_days, 0, capacity)
    used = rules.Tally(tally.today, tally.in_period, tally.new_today, held)
    return rules.room_left(full, used)


def told_limits(pool: Pool) -> list[tuple[str, int, str, bool]]:
    """(what, number, unit, whether it is the pool's own) of everything that limits a claim."""
    limits, pieces, days = limits_in(pool), _("个"), _("天")
    period = _("每人 %d 天最多领取") % int(parameter("pool.claim_period_days"))
    return [
        (_("每人每天最多领取"), limits.a_day, pieces, pool.claims_a_day is not None),
        (period, limits.a_period, pieces, pool.claim_limit is not None),
        (_("每人每天最多领取新资料"), limits.new_a_day, pieces, pool.new_claims_a_day is not None),
        (_("原负责人几天后才能再领"), limits.cool_off_days, days, pool.cool_off_days is not None),
        (_("收回前几天提醒"), warning_days_of(pool), days, pool.warning_days is not None),
    ]


def roles_to_name() -> QuerySet[Role]:
    """Roles that a pool is opened to or a limit is set for; whoever sets them may name each."""
    return Role.objects.order_by("pk")


def fact_choices(user) -> dict[str, list[tuple[str, str]]]:
    """Fact -> (value, label) of what may be chosen for it, with tags and units of the database."""
    found = {
        code: [(value, _(label)) for value, label in one.fact.choices]
        for code, one in recycling_facts().items()
        if one.fact.sort == FactSort.CHOICE
    }
    found["tags"] = [(str(pk), name) for pk, name in Tag.objects.values_list("pk", "name")]
    units = OrgUnit.objects.filter(is_active=True).values_list("pk", "name")
    found["org_unit"] = [(str(pk), name) for pk, name in units]
    return found


def words_of(groups: Sequence[Group], choices: dict) -> list[list[str]]:
    """A rule in words, one list for each group."""
    facts = {code: one.fact for code, one in recycling_facts().items()}
    return [[_words(c, facts.get(c.fact), choices) for c in group] for group in groups]


def _words(one: Condition, fact: Fact | None, choices: dict) -> str:
    if fact is None:
        return _("（已不存在的条件）")
    label = _(fact.label)
    if fact.sort == FactSort.DAYS:
        return _("%(what)s满 %(days)s 天") % {"what": label, "days": "".join(one.values)}
    if fact.sort == FactSort.YES_NO:
        return label if one.operator == Operator.YES else _("没有%s") % label
    names = dict(choices.get(fact.code, ()))
    shown = _(COMMA).join(names.get(value, "—") for value in one.values)
    told = _("%(what)s是%(which)s") if one.operator == Operator.IN else _("%(what)s不是%(which)s")
    return told % {"what": label, "which": shown}


def spells_of(user, customer: Customer) -> dict:
    """The tab of former owners: where it is now, and each stretch before. One query."""
    rows = OwnerSpell.objects.filter(customer=customer).select_related("owner", "pool", "by")
    return {"spells": rows[:MOST_SHOWN], "since": customer.owned_since or customer.created_at}


def falling_of(user, customer: Customer) -> dict | None:
    """The strip's warning that a customer is about to fall. One query."""
    rows = access.visible_warnings(user).filter(customer=customer).select_related("rule__pool")
    found = rows.first()
    return {"warning": found} if found else None


def protection_of(user, customer: Customer) -> dict | None:
    """The card of protection, for those who may assign, and for the owner to know. One query."""
    may_assign = access.may(user, "assign", customer)
    row = Protection.objects.filter(customer=customer).select_related("by").first()
    if customer.pool_id or not (row or may_assign):
        return None
    return {"protection": row, "may_assign": may_assign}


SPELLS_TAB = access.Panel(
    code="customers.ownership",
    label=N_("历任归属"),
    place=PanelPlace.TAB,
    template="customers/pools_ownership.html",
    context=spells_of,
    position=80,
)
FALLING_STRIP = access.Panel(
    code="customers.falling",
    label=N_("即将掉入公海"),
    place=PanelPlace.STRIP,
    template="customers/pools_strip.html",
    context=falling_of,
)
PROTECTION_CARD = access.Panel(
    code="customers.protection",
    label=N_("收回保护"),
    place=PanelPlace.RIGHT,
    template="customers/pools_protection.html",
    context=protection_of,
    position=70,
)
