"""What columns of a sheet can mean for opening stock."""

from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from maizi.kernel.texts import N_
from maizi.kit.sheets.headers import Target
from maizi.kit.sheets.kinds import Column, Kind

from ... import access

KEYS = ("no",)
# key, label, kind, words people use
FIELDS: tuple[tuple[str, str, Kind, str], ...] = (
    ("no", N_("商品编号"), Kind.TEXT,
     "商品编码 产品编号 产品编码 货号 物料编码 存货编码 编码 编号 sku 条码 条形码 code itemcode"),
    ("name", N_("商品名称"), Kind.TEXT,
     "产品名称 品名 名称 货品名称 物料名称 存货名称 商品 产品 name"),
    ("warehouse", N_("仓库"), Kind.TEXT, "仓库名称 仓库编码 库房 所在仓库 存放仓库 warehouse"),
    ("bin", N_("货位"), Kind.TEXT, "库位 货架 储位 bin location"),
    ("quantity", N_("数量"), Kind.DECIMAL,
     "期初数量 库存数量 库存 结存数量 现存量 期初库存 实存数量 在库数量 qty quantity stock"),
    ("unit", N_("单位"), Kind.TEXT, "计量单位 unit uom"),
    ("price", N_("成本单价"), Kind.DECIMAL,
     "期初单价 单价 成本价 成本 进价 平均成本 结存单价 cost unitcost price"),
    ("amount", N_("库存金额"), Kind.MONEY, "期初金额 金额 结存金额 成本金额 总金额 amount value"),
    ("batch", N_("批号"), Kind.TEXT, "批次 批次号 生产批号 batch lot"),
    ("expires_on", N_("有效期至"), Kind.DATE, "有效期 到期日 失效日期 保质期至 expiry"),
    ("serials", N_("序列号"), Kind.TEXT, "sn 机身号 出厂编号 serial serialno"),
)  # fmt: skip
LONGEST = {"no": 60, "name": 120, "warehouse": 40, "bin": 20, "unit": 8, "batch": 40}


def may_import(user) -> bool:
    """Whether a person may bring opening stock in: he has to see what it costs."""
    return access.may(user, "import") and access.sees_cost(user)


def targets(user) -> list[Target]:
    """The columns that can be mapped; our own Chinese word first, whatever the language."""
    found = []
    for key, label, kind, words in FIELDS:
        with translation.override("zh-hans"):
            said = tuple(dict.fromkeys([label, *words.split()]))
        found.append(Target(key, _(label), kind, synonyms=said))
    return found


def columns(user, today: date) -> dict[str, Column]:
    """How the cells of each target are read."""
    return {
        key: Column(_(label), kind, longest=LONGEST.get(key, 0)) for key, label, kind, _w in FIELDS
    }
