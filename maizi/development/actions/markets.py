"""Set markets up, screen for them, take targets on; write needs and goals down (B-1, B-2)."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from maizi.customers.access import visible_customers
from maizi.history.actions import record, recorded
from maizi.history.terms import Verb
from maizi.inbox.actions import notify
from maizi.kernel.errors import Refused
from maizi.kernel.ids import new_ids
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..models import Need, Opportunity, SalesGoal, Screening, Target, TargetMarket
from ..rules.markets import check_market
from ..terms import CaseSort
from ..terms.markets import Choice, MarketState, NeedState
from .deals import save_opportunity

MOST_TARGETS, MOST_AT_ONCE = 2_000, 200


@transaction.atomic
def save_market(row: TargetMarket, verb: str, *, by) -> TargetMarket:
    """Store a target market; the caller records. Raises Refused when it means everybody."""
    row.name = " ".join(row.name.split())
    for name in ("regions", "industries", "natures", "sizes"):
        setattr(row, name, "、".join(queries.words_in(getattr(row, name))))
    check_market(queries.segment_of(row), starts_on=row.starts_on, ends_on=row.ends_on)
    row.save()
    return row


@transaction.atomic
def screen(market: TargetMarket, *, least: int, by) -> Screening:
    """Look through suspects and prospects and keep the list of those that fit well enough.

    Raises Refused for a market that is not active, and when nobody reaches the score.
    """
    if market.state != MarketState.ACTIVE:
        raise Refused(
            N_("“{name}”还没有启用。请先把目标市场改为“进行中”再筛选。"), name=market.name
        )
    if not 0 <= least <= 100:
        raise Refused(N_("最低分应在 0 到 100 之间。"), field="least")
    looked_at, found = 0, []
    for customer_id, given in queries.candidates(by, market):
        looked_at += 1
        if given.points >= least and given.reasons:
            found.append((given.points, customer_id, given.reasons))
    if not found:
        raise Refused(N_("没有客户达到 {least} 分。请降低最低分或放宽市场的范围。"), least=least)
    found = sorted(found, key=lambda line: (-line[0], line[1]))[:MOST_TARGETS]
    run = Screening(
        market=market, least=least, looked_at=looked_at, found=len(found), by=by,
        at=timezone.now(),
    )  # fmt: skip
    run.save()
    Target.objects.bulk_create(
        [
            Target(id=id_, screening=run, customer_id=customer, score=points,
                   reasons=",".join(reasons))
            for id_, (points, customer, reasons) in zip(new_ids(len(found)), found, strict=True)
        ],
        batch_size=500,
    )  # fmt: skip
    record(market, verb=N_("客户筛选"), by=by, changes={N_("选出的客户"): [None, str(len(found))]})
    return run


@transaction.atomic
def choose_targets(run: Screening, ids: Collection[int], *, choice: Choice, by) -> int:
    """Decide of targets; those taken become leads of their customers' owners. How many.

    Customers in a pool are taken without a lead: whoever claims them begins one.
    """
    rows = access.visible_targets(by).filter(screening=run, pk__in=list(ids)[:MOST_AT_ONCE])
    rows = list(rows.select_related("customer", "customer__owner"))
    if not rows:
        raise Refused(N_("还没有选中任何客户。请先勾选。"))
    for target in rows:
        target.choice = choice
        if choice == Choice.TAKEN and target.opportunity_id is None:
            target.opportunity = _lead_for(target, run.market, by)
    Target.objects.bulk_update(rows, ["choice", "opportunity"], batch_size=500)
    record(run.market, verb=N_("定目标客户"), by=by,
           changes={str(choice.chinese): [None, str(len(rows))]})  # fmt: skip
    return len(rows)


def _lead_for(target: Target, market: TargetMarket, by) -> Opportunity | None:
    owner = target.customer.owner
    if owner is None or not owner.is_active:
        return None
    if not access.may(owner, "read"):
        return None
    called = target.customer.short_name or target.customer.name
    row = Opportunity(
        name=f"{called} {market.name}"[:80], customer=target.customer, owner=owner,
        market=market, sort=CaseSort.ORDINARY,
    )  # fmt: skip
    with recorded(row, Verb.CREATE, by=by):
        save_opportunity(row, Verb.CREATE, by=by)
    return row


@transaction.atomic
def save_need(row: Need, verb: str, *, by) -> Need:
    """Write a need down or change it; the market department hears of both (B-2).

    Raises Refused for a customer out of sight and for a day ahead.
    """
    row.text = " ".join(row.text.split())
    if row.seen_on is None:
        row.seen_on = timezone.localdate()
    if row.seen_on > timezone.localdate():
        raise Refused(N_("首次发现的日期不能晚于今天。"), field="seen_on")
    if not visible_customers(by).filter(pk=row.customer_id).exists():
        raise Refused(N_("您看不到这个客户。"), field="customer")
    is_new = row._state.adding
    if is_new:
        row.by = by
    row.save()
    state = NeedState(row.state)
    title = say(N_("“{customer}”的需求：{need}（{state}）"), customer=row.customer.name,
                need=row.text, state=say(state.chinese))  # fmt: skip
    people = [person for person in queries.hearers() if person.pk != by.pk]
    notify(to=people, event=access.NEED_TOLD.code, title=title, text=row.why, by=by, about=row)
    return row


@transaction.atomic
def save_goal(row: SalesGoal, *, by) -> SalesGoal:
    """Keep the numbers of a period. Raises Refused when its days are the wrong way round."""
    if row.ends_on < row.starts_on:
        raise Refused(N_("结束日期早于开始日期。"), field="ends_on")
    row.by, row.at = by, timezone.now()
    with recorded(row, Verb.CREATE, by=by):
        row.save()
    return row
