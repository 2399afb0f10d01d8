"""What columns of a sheet can mean for a product, as far as a person may write it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache

from django.utils import translation

from maizi.accounts.access import field_access
from maizi.kernel.privacy import FieldAccess
from maizi.kernel.texts import N_
from maizi.kit.sheets.headers import Target
from maizi.kit.sheets.kinds import Column, Kind

from ... import access
from ...models import Product
from ...models.products import TAX_RATES
from ...terms import Packaging, ProductSort, Tracking

KEYS = ("no", "barcode", "name")

NAMES = """
产品名称 品名 名称 货品名称 物料名称 存货名称 货物名称 商品 产品 货品 商品标题 宝贝名称 标题
product item title goods
"""
NUMBERS = """
商品编码 产品编号 产品编码 货号 款号 物料编码 物料号 存货编码 编码 编号 sku 商品id 产品代码
code itemcode productcode productid
"""
CATEGORIES = """
商品类别 商品分类 产品分类 产品类别 分类 类目 品类 子类别 三级类目 二级类目 一级类目 服务分类
category subcategory
"""
PRICES = """
单价 售价 价格 标价 零售价 销售价 销售单价 市场价 建议零售价 含税单价 客单价
price unitprice listprice
"""
SPECS = "规格型号 型号规格 产品规格 商品规格 规格参数 尺寸 spec specification size"
# key, kind, words people use
FIELDS: tuple[tuple[str, Kind, str], ...] = (
    ("name", Kind.TEXT, NAMES),
    ("no", Kind.TEXT, NUMBERS),
    ("sort", Kind.CHOICE, "商品类型 产品类型 商品种类 类型"),
    ("brand", Kind.TEXT, "商标 厂牌 brand"),
    ("model", Kind.TEXT, "产品型号 商品型号 机型 model"),
    ("spec", Kind.TEXT, SPECS),
    ("category", Kind.TEXT, CATEGORIES),
    ("unit", Kind.TEXT, "单位 计量单位 主单位 库存单位 unit uom"),
    ("list_price_yuan", Kind.MONEY, PRICES),
    ("cost_yuan", Kind.MONEY, "成本 成本价 进价 采购价 进货价 成本单价 cost"),
    ("tax_rate", Kind.CHOICE, "增值税率 税率% vat tax taxrate"),
    ("barcode", Kind.TEXT, "条码 条形码 商品条码 国际条码 69码 barcode ean ean13 upc gtin"),
    ("pack", Kind.DECIMAL, "箱规 装箱数 每箱数量 箱装数 件装数 包装数量 packsize"),
    ("tracking", Kind.CHOICE, "库存管理 跟踪方式"),
    ("packaging", Kind.CHOICE, "包装方式 包装类型"),
    ("warranty_months", Kind.INTEGER, "保修期 质保期 保修月数 质保月数 保修 质保 warranty"),
    ("warranty_terms", Kind.TEXT, "保修条款 质保说明 保修说明"),
    ("sanbao_catalogue", Kind.TEXT, "三包类别"),
    ("preventive_months", Kind.INTEGER, "保养周期 保养月数"),
    ("discontinued_on", Kind.DATE, "停产时间 退市日期"),
    ("note", Kind.TEXT, "备注 说明 描述 商品描述 产品描述 remark note description"),
)  # fmt: skip
LABELS = {"barcode": N_("条码"), "pack": N_("装箱数（1 箱 = 多少基本单位）")}
LONGEST = {"barcode": 48, "category": 200}
SPOKEN = {
    ProductSort.GOODS: "货物 产品 成品 整机 实物 goods product",
    ProductSort.SERVICE: "劳务 service",
    ProductSort.PART: "配件 零件 备品 备品备件 耗材 part spare",
    ProductSort.BUNDLE: "套装 套餐",
    Tracking.NONE: "否 无 不",
    Tracking.SERIAL: "序列号 sn 是 serial",
    Tracking.BATCH: "批次 批号 batch",
    Packaging.PLAIN: "普通 常规 标准",
    Packaging.LARGE: "大包 大件",
    Packaging.GIFT: "礼盒 礼品",
}


def may_import(user) -> bool:
    """Whether a person may bring products in."""
    return access.may(user, "import") and (access.may(user, "add") or access.may(user, "change"))


def targets(user) -> list[Target]:
    """The targets whose fields the person may write.

    None is needed: a sheet without names gives brand, model and category to be called by.
    """
    return [
        Target(key, _label(key), kind, synonyms=_synonyms(key, words))
        for key, kind, words in FIELDS
        if _may_write(user, key)
    ]


def columns(user, today: date) -> dict[str, Column]:
    """How the cells of each target are read."""
    return {
        key: Column(
            _label(key), kind, longest=_longest(key), choices=_choices(key), today=None,
        )
        for key, kind, _ in FIELDS
    }  # fmt: skip


def _may_write(user, key: str) -> bool:
    if key in LABELS:
        return True
    return field_access(user, Product, Product._meta.get_field(key)) >= FieldAccess.WRITE


def _label(key: str) -> str:
    return LABELS.get(key) or str(Product._meta.get_field(key).verbose_name)


def _longest(key: str) -> int:
    if key in LONGEST or key in LABELS:
        return LONGEST.get(key, 0)
    return getattr(Product._meta.get_field(key), "max_length", None) or 0


def _synonyms(key: str, words: str) -> tuple[str, ...]:
    """Our own Chinese word first, whatever language the page is in."""
    with translation.override("zh-hans"):
        return tuple(dict.fromkeys([_label(key), *words.split()]))


@cache
def _choices(key: str) -> Mapping[str, object]:
    if key == "tax_rate":
        return _rates()
    words = {"sort": ProductSort, "tracking": Tracking, "packaging": Packaging}.get(key, ())
    found: dict[str, object] = {word.chinese: word.value for word in words}
    for word in words:
        found.setdefault(word.value, word.value)
        for spoken in SPOKEN.get(word, "").split():
            found.setdefault(spoken, word.value)
    return found


def _rates() -> dict[str, Decimal]:
    """13%, 13, 0.13 and what else people and spreadsheets make of a rate."""
    found: dict[str, Decimal] = {"免税": Decimal("0.00")}
    for rate, shown in TAX_RATES:
        whole = f"{rate * 100:.0f}"
        for text in (shown, f"{whole}.00%", str(rate), f"{rate.normalize():f}", whole):
            found.setdefault(text, rate)
    return found
