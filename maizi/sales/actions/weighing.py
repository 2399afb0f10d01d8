"""Whether the prices of a quote or an order need somebody's agreement, and asking for it (I-2)."""

from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from maizi.approvals.access import Asked, FactField, ShownLine, Subject
from maizi.approvals.actions import resubmit, submit
from maizi.approvals.models import ApprovalCase
from maizi.approvals.queries import open_case
from maizi.approvals.terms import CaseState, FactSort
from maizi.catalog.queries import cost_of, judge_prices
from maizi.catalog.terms import DiscountVerdict
from maizi.kernel.texts import N_
from maizi.kit import show

from .. import access
from ..models import Quote
from ..rules.offers import Weighed, Weight, weigh
from .lines import Draft, DraftLine, refresh_usual

NOTHING = Decimal(0)
VERDICTS = tuple(
    (str(v), v.chinese) for v in (DiscountVerdict.APPROVAL, DiscountVerdict.SALES_LEAD)
)  # fmt: skip
FACTS = (
    FactField("verdict", N_("折扣判断"), FactSort.CHOICE, VERDICTS),
    FactField("percent", N_("最大让利（%）"), FactSort.NUMBER),
    FactField("amount", N_("价税合计（元）"), FactSort.NUMBER),
)
REASON = N_("“{names}”等 {count} 行超过折扣权限")


def weight_of(draft: Draft, *, by) -> Weight:
    """How heavy the prices of a document are for this person. Six queries.

    A bundle is judged as a whole: its parts have shares of one price.
    """
    lines = list(draft.lines.select_related("product", "bundle"))
    singles = [line for line in lines if line.bundle_id is None]
    refresh_usual(draft, singles)
    if singles:
        type(singles[0]).objects.bulk_update(singles, ["usual_yuan", "why"], batch_size=200)
    named, offers = [], []
    for line in singles:
        named.append(line.name)
        offers.append((line.price_yuan, line.usual_yuan, cost_of(line.product)))
    for name, offer in _bundles(lines):
        named.append(name)
        offers.append(offer)
    judged = judge_prices(by, offers)
    return weigh(
        Weighed(name, one.verdict, one.discount_ratio)
        for name, one in zip(named, judged, strict=True)
    )  # fmt: skip


def ask_for_prices(draft: Draft, weight: Weight, *, by, reason: str) -> ApprovalCase:
    """Ask for the prices of a document; a request that was sent back goes on its way again."""
    asked = Asked(payload_of(draft, weight), reason or _default_reason(weight))
    code = access.SUBJECT_OF[type(draft)._meta.model_name]
    return ask(code, draft, asked, by=by)


def ask(code: str, row, asked: Asked, *, by) -> ApprovalCase:
    """Submit a request about a row, or the returned one once more."""
    waiting = open_case(row._meta.label_lower, row.pk, subject=code)
    if waiting is not None and waiting.state == CaseState.RETURNED:
        return resubmit(waiting, asked=asked, by=by)
    return submit(code, row=row, asked=asked, by=by)


def payload_of(draft: Draft, weight: Weight) -> dict:
    """What is judged: the total and every line that goes beyond the limit."""
    return {
        "verdict": str(weight.verdict),
        "percent": str((weight.given * 100).quantize(Decimal("0.01"))),
        "amount": str(draft.amount_yuan),
        "lines": [_told(line) for line in draft.lines.all() if _is_heavy(line, weight)],
    }


def subject(code: str, label: str, *, model, apply) -> Subject:
    """The request for prices of one kind of document."""
    return Subject(
        code=code, label=label, model=model, fields=FACTS, visible=_visible(model),
        facts=lambda row, payload: _facts(payload),
        replaced=lambda row, payload: {"amount": str(row.amount_yuan)},
        lines=_lines, apply=apply,
        title=lambda row: f"{row.no} {row.customer.name}",
    )  # fmt: skip


def _visible(model):
    def rows(user) -> QuerySet:
        return access.visible_quotes(user) if model is Quote else access.visible_orders(user)

    return rows


def _facts(payload: dict) -> dict:
    return {
        "verdict": payload["verdict"], "percent": payload["percent"], "amount": payload["amount"],
    }  # fmt: skip


def _lines(payload: dict, replaced: dict) -> list[ShownLine]:
    shown = [ShownLine("amount_yuan", N_("价税合计"), "", show.yuan(Decimal(payload["amount"])))]
    for line in payload["lines"]:
        usual = f"¥ {show.price(Decimal(line['usual']))}" if line["usual"] else _("没有价目表价")
        offered = f"¥ {show.price(Decimal(line['price']))}"
        shown.append(ShownLine("", line["name"], usual, offered))
    return shown


def _told(line: DraftLine) -> dict:
    usual = "" if line.usual_yuan is None else str(line.usual_yuan)
    return {"name": f"{line.name} × {line.quantity.normalize():f}", "usual": usual,
            "price": str(line.price_yuan)}  # fmt: skip


def _is_heavy(line: DraftLine, weight: Weight) -> bool:
    names = {one.name for one in weight.lines}
    return line.name in names or (line.bundle_id is not None and line.why in names)


def _default_reason(weight: Weight) -> str:
    names = [one.name for one in weight.lines]
    return REASON.format(names=names[0] if names else "", count=len(names))


def _bundles(lines: list[DraftLine]) -> list[tuple]:
    """(name, (offered, usual, cost)) of each bundle in its whole."""
    by_bundle: dict[int, list[DraftLine]] = {}
    for line in lines:
        if line.bundle_id:
            by_bundle.setdefault(line.bundle_id, []).append(line)
    found = []
    for parts in by_bundle.values():
        offered = sum((p.amount_yuan for p in parts), NOTHING)
        usual = sum(((p.usual_yuan or NOTHING) * p.quantity for p in parts), NOTHING)
        costs = [cost_of(p.product) for p in parts]
        cost = None
        if all(one is not None for one in costs):
            pairs = zip(costs, parts, strict=True)
            cost = sum((one * p.quantity for one, p in pairs), NOTHING)
        found.append((parts[0].why, (offered, usual, cost)))
    return found
