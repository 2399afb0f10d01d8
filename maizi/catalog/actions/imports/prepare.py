"""Before any lock: name what has no name, find categories, check prices, packs and barcodes."""

from dataclasses import dataclass, field
from decimal import Decimal

from maizi.kernel.errors import Refused
from maizi.kernel.money import unit_price
from maizi.kernel.texts import N_, say
from maizi.kit.imports.declare import Line, Sitting
from maizi.kit.imports.terms import Verdict
from maizi.search.queries import sort_key

from ...models import Product
from ...models.products import MOST_MONTHS, MOST_YUAN
from ...rules.barcodes import Barcode, read_barcode
from ...rules.names import name_key
from ...rules.units import conversion
from ...terms import BundleSort, ProductSort

APART = ("barcode", "pack", "category")
NAME_LENGTH = Product._meta.get_field("name").max_length
CASE = "箱"
ONE = Decimal(1)


@dataclass(slots=True)
class Draft:
    """What one row says, looked up and normalised.

    values    product column → value; only what the row really says
    category  path of category names as the row gives it
    row       the stored product an update goes to
    changes   column → [old, new] of that product
    onto      the line that this one repeats
    """

    values: dict = field(default_factory=dict)
    category: tuple[str, ...] = ()
    barcode: Barcode | None = None
    factor: Decimal | None = None
    row: Product | None = None
    changes: dict = field(default_factory=dict)
    onto: object = None
    id: int = 0


def prepare(sitting: Sitting, lines: list[Line]) -> None:
    """Give each line its draft; refuse what makes no product. No query."""
    usual = sitting.run.options.get("sort") or ProductSort.GOODS.value
    for line in lines:
        if line.is_refused or line.verdict is Verdict.DROPPED:
            continue
        values = {key: value for key, value in line.values.items() if key not in APART}
        draft = line.draft = Draft(values)
        draft.category = _path(line.values.get("category", ""))
        _settle_name(line, draft)
        _settle_prices(line, draft)
        _settle_months(line, draft)
        _settle_packs(line, draft)
        if draft.values.get("sort", usual) == ProductSort.BUNDLE:
            draft.values.setdefault("bundle_sort", BundleSort.FIXED.value)


def _path(text: str) -> tuple[str, ...]:
    """泵/离心泵, 泵>离心泵 or 泵-离心泵 with spaces around: a path of at most five names."""
    for mark in ("/", ">", "》", "\\", "|", " - "):
        if mark in text:
            return tuple(part.strip()[:40] for part in text.split(mark) if part.strip())[:5]
    return (text.strip()[:40],) if text.strip() else ()


def _settle_name(line: Line, draft: Draft) -> None:
    values = draft.values
    for key in ("name", "no", "brand", "model", "spec", "unit"):
        if key in values:
            values[key] = " ".join(values[key].split())
    if not values.get("name"):
        parts = (values.get("brand"), values.get("model"), *draft.category[-1:], values.get("spec"))
        told = " ".join(part for part in parts if part)
        if not told and not values.get("no") and "barcode" not in line.values:
            line.refuse(say(N_("没有商品名称，也没有型号、类别可以代替。请填写，或删除这一行。")))
            return
        if told:
            values["name"] = told[:NAME_LENGTH]
    if "name" in values:
        values["sort_name"] = sort_key(values["name"])[:160]
        values["name_key"] = name_key(
            values.get("brand", ""), values["name"], values.get("model", ""), values.get("spec", "")
        )


def _settle_prices(line: Line, draft: Draft) -> None:
    for key in ("list_price_yuan", "cost_yuan"):
        price = draft.values.get(key)
        if price is None:
            continue
        if not 0 <= price <= MOST_YUAN:
            line.refuse(say(N_("价格应在 0 到十亿元之间，请核对。")))
        draft.values[key] = unit_price(price)
        if price == 0 and key == "list_price_yuan":
            del draft.values[key]
            line.warn(say(N_("标价是 0，按没有标价导入。确实免费的，请导入以后再定价。")))


def _settle_months(line: Line, draft: Draft) -> None:
    for key, least in (("warranty_months", 0), ("preventive_months", 1)):
        months = draft.values.get(key)
        if months is not None and not least <= months <= MOST_MONTHS:
            line.refuse(say(N_("月数应在 {least} 到 {most} 之间。"), least=least, most=MOST_MONTHS))


def _settle_packs(line: Line, draft: Draft) -> None:
    own = draft.values.get("unit", "")
    try:
        if text := line.values.get("barcode"):
            draft.barcode = read_barcode(text)
            if draft.barcode.warning:
                line.warn(draft.barcode.warning)
        if (pack := line.values.get("pack")) is not None and own != CASE:
            draft.factor = conversion(ONE, pack, unit=CASE, own=own)
    except Refused as refusal:
        line.refuse(say(refusal.message, **refusal.params))
