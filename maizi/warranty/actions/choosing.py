"""The customer chooses a right; what it takes is begun: return, exchange, repair (F-33)."""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.history.actions import recorded
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.texts import N_
from maizi.sales import actions as sales
from maizi.sales.models import Return
from maizi.sales.terms import ReturnReason, ReturnSort

from ..events import RightChosen
from ..models import Repair, Unit, Verdict
from ..queries.shown import Shown, options_of
from ..rules.verdict import check_choice
from ..terms import Right, RuleCode, UnitState
from .repairs import log_repair

CHOSEN = N_("客户选择")
BY_SALES = {Right.RETURN: ReturnSort.RETURN, Right.EXCHANGE: ReturnSort.EXCHANGE}
REPAIRS = (Right.REPAIR, Right.PARTS, Right.PAID_REPAIR)
WITHOUT_REASON = (RuleCode.DISTANCE,)


@transaction.atomic
def choose(verdict: Verdict, *, right: Right, by, chosen_by: str, repairer: str = "") -> Verdict:
    """Write down what the customer chose, and begin it. Announces RightChosen.

    A return or exchange of a piece sold through an order becomes a document of sales that goes
    to approval with its article; a repair becomes a record of repair.
    Raises Refused for a right that is not granted, a refund without a price, a second choice.
    """
    rows = Verdict.objects.select_for_update(of=("self",))
    row = rows.select_related("unit__line__document", "unit__product").get(pk=verdict.pk)
    option = _option(row, right)
    if not chosen_by.strip():
        raise Refused(N_("请填写是谁选的：客户本人或其代理人的姓名。"), field="chosen_by")
    row.chosen, row.chosen_by, row.chosen_at = right, chosen_by.strip()[:40], timezone.now()
    row.recorded_by, row.basis = by, f"{option.article}；{option.because}"[:200]
    row.refund_yuan, row.depreciation_yuan = option.refund_yuan, option.kept_yuan
    if row.unit is not None:
        row.sales_return = _return(row, option, by=by)
        row.repair = _repair(row, right, repairer, by=by)
    with recorded(row, CHOSEN, by=by):
        row.save()
    publish(RightChosen(row.pk, str(right)))
    return row


def _option(row: Verdict, right: Right) -> Shown:
    if row.chosen:
        raise Refused(
            N_("{no} 已经记下客户选择“{right}”。改主意了，请重新判定一次。"), no=row.no,
            right=Right(row.chosen).chinese, code="chosen_before",
        )  # fmt: skip
    if row.unit is not None and row.unit.state != UnitState.IN_USE:
        raise Refused(N_("这台设备已经退换，不能再选。请查看接替它的设备。"), code="not_in_use")
    options = {one.right: one for one in options_of(row)}
    needs = right in options and options[right].needs_price
    check_choice([str(one) for one in options], right, needs_price=needs)
    return options[right]


def _return(row: Verdict, option: Shown, *, by) -> Return | None:
    """The document of sales, sent to approval; None for pieces that no order sold."""
    unit, sort = row.unit, BY_SALES.get(option.right)
    if sort is None or unit.line is None:
        return None
    is_free = option.row in WITHOUT_REASON
    law = sales.Backing(
        because=f"{option.article}：{option.because}", kept_yuan=option.kept_yuan or Decimal(0),
        numbers={unit.line_id: [unit.serial]},
    )  # fmt: skip
    made = sales.ask_return(
        unit.line.document, by=by, pieces={unit.line_id: Decimal(1)}, law=law, sort=sort,
        reason=ReturnReason.OTHER if is_free else ReturnReason.FAULTY, told=row.fault,
        asked_on=row.reported_on,
    )  # fmt: skip
    return sales.submit_return(made, by=by, reason=_("三包判定 {no}").format(no=row.no))


def _repair(row: Verdict, right: Right, repairer: str, *, by) -> Repair | None:
    """The repair it is in already, or a new one."""
    if right not in REPAIRS:
        return None
    unit: Unit = row.unit
    lasting = unit.repairs.filter(ready_at=None).first()
    if lasting is not None:
        return lasting
    return log_repair(
        unit, by=by, fault=row.fault, fault_code=row.facts.get("fault_code", "")[:40],
        part=row.facts.get("part", "")[:60],
        repairer=repairer.strip() or (by.unit.name if by else ""), assembly=row.facts["assembly"],
        safety=row.facts["safety"],
    )  # fmt: skip
