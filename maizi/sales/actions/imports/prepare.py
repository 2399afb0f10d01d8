"""Before any lock: what each row says, and to which order it belongs."""

from dataclasses import dataclass, field
from decimal import Decimal

from maizi.kernel.texts import N_, say
from maizi.kit.imports.declare import Line, Sitting
from maizi.kit.imports.terms import Verdict

from ...models.columns import MOST_PIECES
from ...rules.historical import Fate, amounts_of, fate_of

NO_CUSTOMER = N_("没有客户。请把客户编号或客户名称对应到一列。")
LONG_NUMBER = N_("客户编号最长 {most} 个字。")
NO_AMOUNT = N_("没有金额也没有单价，不知道卖了多少钱。")
NO_DAY = N_("没有下单日期。")
TOO_LARGE = N_("数量或金额太大，请检查有没有多打几位。")
MOST_YUAN = Decimal(10**13)
NUMBER_LENGTH = 20  # of a customer
HEAD = ("order_no", "customer_no", "customer", "ordered_on", "state")  # said once an order
UNNAMED = "未写明的商品"


@dataclass(slots=True)
class Draft:
    """One row as an order line.

    key   names its order: number and customer, or the row itself
    mark  only says that an order of that number came back
    """

    key: str = ""
    customer: tuple[str, str] = ("", "")
    product: tuple[str, str] = ("", "")
    pieces: Decimal = Decimal(0)
    price_yuan: Decimal = Decimal(0)
    amount_yuan: Decimal = Decimal(0)
    fate: Fate = Fate.DONE
    is_mark: bool = False
    values: dict = field(default_factory=dict)


def prepare(sitting: Sitting, lines: list[Line]) -> None:
    """Give each line its draft; refuse what makes no order. No query."""
    above: dict = {}
    for line in lines:
        if line.is_refused or line.verdict is Verdict.DROPPED:
            continue
        values = line.values
        if not any(values.get(name) for name in HEAD):
            values |= {name: above[name] for name in HEAD if name in above}
        above = values
        draft = line.draft = Draft(values=values)
        draft.fate = fate_of(values.get("state", ""), values.get("returned", ""))
        if _is_mark(values):
            draft.is_mark, draft.key = True, values["order_no"]
            continue
        _settle_parties(sitting, line, draft)
        _settle_amounts(line, draft)


def _is_mark(values: dict) -> bool:
    """A row of a list of returned orders: a number and a word, nothing that was sold."""
    said = {"amount_yuan", "price_yuan", "customer", "customer_no", "product"} & values.keys()
    return bool(values.get("order_no")) and not said


def _settle_parties(sitting: Sitting, line: Line, draft: Draft) -> None:
    values = draft.values
    number = " ".join(values.get("customer_no", "").split())
    name = " ".join(values.get("customer", "").split())
    if not (number or name):
        usual = sitting.run.options.get("customer") or ""
        name = " ".join(usual.split())
    if not (number or name):
        line.refuse(say(NO_CUSTOMER))
    if len(number) > NUMBER_LENGTH:  # a column of whole names is often called customer_id
        if name:
            line.refuse(say(LONG_NUMBER, most=NUMBER_LENGTH))
        number, name = "", name or number
    if not values.get("ordered_on"):
        line.refuse(say(NO_DAY))
    draft.customer = (number, name or number)
    product = " ".join(values.get("product", "").split())
    draft.product = (" ".join(values.get("product_no", "").split()), product or UNNAMED)
    no = values.get("order_no", "")
    draft.key = f"{no}/{number or name}"[:80] if no else f"{sitting.run.pk}/{line.number}"


def _settle_amounts(line: Line, draft: Draft) -> None:
    values = draft.values
    found = amounts_of(values.get("quantity"), values.get("price_yuan"), values.get("amount_yuan"))
    if found is None:
        line.refuse(say(NO_AMOUNT))
        return
    draft.pieces, draft.price_yuan, draft.amount_yuan = found
    if abs(draft.pieces) > MOST_PIECES or abs(draft.amount_yuan) > MOST_YUAN:
        line.refuse(say(TOO_LARGE))
