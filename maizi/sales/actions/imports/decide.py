"""Inside the transaction: which order is new, which was brought in before, what comes back."""

from maizi.kernel.texts import N_, say
from maizi.kit.imports.declare import Line, Sitting
from maizi.kit.imports.terms import Verdict

from ...models import Order, OrderLine
from ...rules.historical import Fate

KNOWN = N_("订单 {no} 以前导入过，没有再导入。")
NO_ORDER = N_("没有导入过订单 {no}，不知道退的是哪一单。请先导入订单表。")
NO_SALE = N_("这一行是负数（退货），但表里前面没有同一订单、同一商品的销售行。请核对。")


def decide(sitting: Sitting, lines: list[Line]) -> None:
    """Set the verdicts of a batch. Three queries."""
    opened = [line for line in lines if line.draft is not None and not line.is_refused]
    marks = [line for line in opened if line.draft.is_mark]
    sold = [line for line in opened if not line.draft.is_mark]
    stored = {
        row.import_key: row
        for row in Order.objects.exclude(import_key="").filter(
            import_key__in={line.draft.key for line in sold}
        )
    }
    known = _sales(stored)
    for line in sold:
        order = stored.get(line.draft.key)
        if order is not None and order.import_id != sitting.run.pk:
            line.refuse(say(KNOWN, no=order.customer_no or order.no))
            continue
        _check_sale(line, known)
    _check_marks(sitting, marks, sold)


def _sales(stored: dict[str, Order]) -> set[tuple[str, str]]:
    """(order key, product word) of what stored orders sold."""
    rows = OrderLine.objects.filter(document__in=stored.values()).values_list(
        "document__import_key", "product__no", "product__name"
    )
    return {(key, word) for key, *words in rows for word in words}


def _check_sale(line: Line, known: set[tuple[str, str]]) -> None:
    draft = line.draft
    words = [word for word in draft.product if word]
    if draft.pieces < 0:
        if not any((draft.key, word) in known for word in words):
            line.refuse(say(NO_SALE))
            return
        draft.fate = Fate.RETURNED
    known |= {(draft.key, word) for word in words}


def _check_marks(sitting: Sitting, marks: list[Line], sold: list[Line]) -> None:
    numbers = {line.draft.key for line in marks}
    if not numbers:
        return
    here = set(Order.objects.filter(customer_no__in=numbers).exclude(import_key="").exclude(
        customer_no="").values_list("customer_no", flat=True))  # fmt: skip
    here |= {line.values.get("order_no") for line in sold}
    for line in marks:
        if line.draft.key not in here:
            line.refuse(say(NO_ORDER, no=line.draft.key))
        elif line.draft.fate is not Fate.RETURNED:
            line.verdict = Verdict.DROPPED
        else:
            line.verdict = Verdict.UPDATE
