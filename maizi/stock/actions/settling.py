"""What becomes of a count: its differences are approved and posted (盘盈、盘亏)."""

from math import ceil

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.approvals.access import Asked, FactField, ShownLine, Subject
from maizi.approvals.actions import Approver, Definition, Step, seed_definition, submit
from maizi.approvals.models import ApprovalCase
from maizi.approvals.queries import definition_for, open_case
from maizi.approvals.terms import ApproverSort, FactSort, StepMode, Timeout
from maizi.history.actions import recorded
from maizi.kernel.errors import Refused
from maizi.kernel.money import show_yuan
from maizi.kernel.sources import Source
from maizi.kernel.texts import N_

from .. import access
from ..models import CountLine, StockCount, StockDocument
from ..rules.counts import Counted, judge, pieces_found
from ..terms import CountState, MovementKind
from .drafts import Line
from .posting import post

SUBJECT = "stock.count"


@transaction.atomic
def submit_count(count: StockCount, *, by, reason: str = "") -> StockCount:
    """Hand in what was found: differences go to approval, or are posted where none is wanted.

    Lines nobody counted stay as the books have them. Raises Refused when nothing was counted,
    and without a reason for differences.
    """
    count = StockCount.objects.select_for_update(of=("self",)).get(pk=count.pk)
    if count.state != CountState.OPEN:
        raise Refused(N_("盘点单“{no}”已经提交或结束。"), no=count.no)
    lines = list(count.lines.all())
    if all(line.found is None for line in lines):
        raise Refused(N_("还没有填写任何实盘数量。"))
    verdict = judge(_counted(line) for line in lines)
    is_moved = verdict.differing or any(_is_swapped(line) for line in lines)
    if is_moved and not reason.strip():
        raise Refused(N_("有差异，请写明原因。"), field="reason")
    with recorded(count, N_("提交盘点"), by=by, reason=reason):
        count.reason = reason.strip()[:300]
        count.gain_yuan, count.loss_yuan = verdict.gain_yuan, verdict.loss_yuan
        count.state = CountState.ASKED if is_moved else CountState.DONE
        count.save()
    if not is_moved:
        return count
    if definition_for(COUNT, _facts(count, {})) is None:
        _apply(count, {}, by=by, case=None)
        count.refresh_from_db()
        return count
    payload = {"gain_yuan": str(verdict.gain_yuan), "loss_yuan": str(verdict.loss_yuan),
               "lines": verdict.differing}  # fmt: skip
    submit(SUBJECT, row=count, asked=Asked(payload, count.reason), by=by)
    return count


@transaction.atomic
def resume_count(count: StockCount, *, by) -> StockCount:
    """Go on counting after the differences were turned down or the request was withdrawn."""
    count = StockCount.objects.select_for_update(of=("self",)).get(pk=count.pk)
    if count.state != CountState.ASKED or open_case(COUNT.kind, count.pk, subject=SUBJECT):
        raise Refused(N_("盘点单“{no}”还在审批中或已经结束。"), no=count.no)
    with recorded(count, N_("继续盘点"), by=by):
        count.state = CountState.OPEN
        count.save(update_fields=["state"])
    return count


def seed_approvals(*, by=None) -> None:
    """The flow of counts: the counter's superior or finance agrees to the differences."""
    step = Step(
        name="主管或财务审核盘点差异",
        approvers=(Approver(ApproverSort.CHAIN), Approver(ApproverSort.ROLE, "finance")),
        mode=StepMode.ANY, limit_hours=24, timeout=Timeout.ESCALATE,
    )  # fmt: skip
    seed_definition(SUBJECT, name="盘点差异审批", definition=Definition((), (step,)), by=by)


def _counted(line: CountLine) -> Counted:
    return Counted(line.book, line.found, line.cost_yuan)


def _is_swapped(line: CountLine) -> bool:
    """Another piece in the place of the one expected: the number agrees, the pieces do not."""
    return line.found is not None and any(pieces_found(line.expected, line.scanned))


def _facts(row: StockCount, payload: dict) -> dict:
    return {"gain": ceil(row.gain_yuan or 0), "loss": ceil(row.loss_yuan or 0)}


def _lines(payload: dict, replaced: dict) -> list[ShownLine]:
    return [
        ShownLine("gain_yuan", N_("盘盈金额"), "", show_yuan(payload["gain_yuan"])),
        ShownLine("loss_yuan", N_("盘亏金额"), "", show_yuan(payload["loss_yuan"])),
        ShownLine("note", N_("差异行数"), "", str(payload["lines"])),
    ]


@transaction.atomic
def _apply(row: StockCount, payload: dict, *, by, case: ApprovalCase | None) -> None:
    """Post the gains and the losses of a count, today."""
    row = StockCount.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.state != CountState.ASKED:
        raise Refused(N_("盘点单“{no}”已经入账或取消。"), no=row.no)
    lines = list(row.lines.exclude(found=None).select_related("product", "bin", "batch"))
    less = [made for line in lines if (made := _loss(line))]
    more = [made for line in lines if (made := _gain(line))]
    with recorded(row, N_("盘点入账"), by=by, reason=_("审批 %d") % case.pk if case else ""):
        row.loss = _posted(MovementKind.COUNT_LOSS, row, less, by)
        row.gain = _posted(MovementKind.COUNT_GAIN, row, more, by)
        row.state = CountState.DONE
        row.save()


def _posted(kind: MovementKind, row: StockCount, lines: list[Line], by) -> StockDocument | None:
    if not lines:
        return None
    return post(
        kind, warehouse=row.warehouse, lines=lines, on=timezone.localdate(), by=by,
        source=Source("stock.stockcount", row.pk, row.no), note=row.reason,
    )  # fmt: skip


def _gain(line: CountLine) -> Line | None:
    _, fresh = pieces_found(line.expected, line.scanned)
    quantity = len(fresh) or max(_counted(line).difference, 0)
    if not quantity:
        return None
    amount = None if line.book or not line.cost_yuan else line.cost_yuan
    return _as_line(line, quantity, fresh, price_yuan=amount)


def _loss(line: CountLine) -> Line | None:
    missing, _ = pieces_found(line.expected, line.scanned)
    quantity = len(missing) or -min(_counted(line).difference, 0)
    return _as_line(line, quantity, missing) if quantity else None


def _as_line(line: CountLine, quantity, serials: list[str], **more) -> Line:
    return Line(
        line.product, quantity, status=line.status, bin=line.bin,
        batch=line.batch.no if line.batch else "", serials=tuple(serials), note=line.note, **more,
    )  # fmt: skip


COUNT = Subject(
    code=SUBJECT,
    label=N_("盘点差异"),
    model=StockCount,
    fields=(
        FactField("gain", N_("盘盈金额（元）"), FactSort.NUMBER),
        FactField("loss", N_("盘亏金额（元）"), FactSort.NUMBER),
    ),
    visible=access.visible_counts,
    facts=_facts,
    replaced=lambda row, payload: {},
    lines=_lines,
    apply=_apply,
)
