"""Before any lock: what each row says of a supplier, of somebody there, and of a price."""

from dataclasses import dataclass, field
from decimal import Decimal

from maizi.kernel.money import quantity, unit_price
from maizi.kernel.texts import N_, say
from maizi.kit.imports.declare import Line, Sitting
from maizi.kit.imports.terms import Verdict
from maizi.search.queries import sort_key

from ...models import Supplier, Supply
from ...models.suppliers import MOST_DAYS
from ...rules.names import name_key
from .targets import OF_SUPPLIER

CONTACT = {"contact": "name", "mobile": "mobile", "phone": "phone", "email": "email"}
ZERO = Decimal(0)


@dataclass(slots=True)
class Draft:
    """What one row says, looked up and normalised.

    values   supplier column → value
    contact  contact column → value
    product  word that names a product, and the id it turned out to be
    row      the stored supplier it belongs to
    supply   the stored price it replaces
    changes  column → [old, new] of the stored supplier
    first    the line that brings the supplier in, where this one only adds to it
    """

    values: dict = field(default_factory=dict)
    contact: dict = field(default_factory=dict)
    price: dict = field(default_factory=dict)
    product: str = ""
    product_id: int | None = None
    row: Supplier | None = None
    supply: Supply | None = None
    changes: dict = field(default_factory=dict)
    first: Line | None = None
    id: int = 0


def prepare(sitting: Sitting, lines: list[Line]) -> None:
    """Give each line its draft; refuse what makes no supplier and no price. No query."""
    for line in lines:
        if line.is_refused or line.verdict is Verdict.DROPPED:
            continue
        given, draft = line.values, Draft()
        line.draft = draft
        draft.values = {key: given[key] for key in OF_SUPPLIER if key in given}
        draft.contact = {name: given[key] for key, name in CONTACT.items() if given.get(key)}
        draft.product = " ".join(str(given.get("product", "")).split())
        _name(line, draft)
        _days(line, draft)
        _price(line, draft)


def _name(line: Line, draft: Draft) -> None:
    values = draft.values
    for key in ("name", "no", "short_name", "bank_account"):
        if key in values:
            values[key] = " ".join(values[key].split())
    if not values.get("name") and not values.get("no"):
        line.refuse(say(N_("没有供应商名称。请填写，或删除这一行。")))
    if values.get("name"):
        values["sort_name"] = sort_key(values["name"])[:160]
        values["name_key"] = name_key(values["name"])


def _days(line: Line, draft: Draft) -> None:
    for key in ("lead_days", "terms_days"):
        days = draft.values.get(key)
        if days is not None and not 0 <= days <= MOST_DAYS:
            line.refuse(say(N_("天数应在 0 到 {most} 之间。"), most=MOST_DAYS))


def _price(line: Line, draft: Draft) -> None:
    """A price needs a product, and a product a price."""
    price = line.values.get("price_yuan")
    if not draft.product:
        if price is not None:
            line.warn(say(N_("有单价，但没有写明商品，单价没有导入。")))
        return
    if price is None:
        line.warn(say(N_("“{product}”没有单价，没有导入供货价。"), product=draft.product))
        draft.product = ""
        return
    least, pack = (line.values.get(key) or ZERO for key in ("least", "pack"))
    if price < 0 or least < 0 or pack < 0:
        line.refuse(say(N_("价格和数量都不能是负数。")))
        return
    draft.price = {
        "price_yuan": unit_price(price), "least": quantity(least), "pack": quantity(pack),
        "code": str(line.values.get("code", ""))[:40],
    }  # fmt: skip
