"""What columns of a sheet can mean for an order line."""

from datetime import date

from django.utils import translation

from maizi.kernel.texts import N_
from maizi.kit.sheets.headers import Target
from maizi.kit.sheets.kinds import Column, Kind

from ... import access

KEYS = ("order_no",)
# key, label, kind, longest, words people use
FIELDS: tuple[tuple[str, str, Kind, int, str], ...] = (
    ("order_no", N_("订单号"), Kind.TEXT, 60,
     "订单id 订单编号 单号 单据编号 订单号码 交易号 订单 orderid order_no orderno invoice"),
    ("ordered_on", N_("下单日期"), Kind.DATE, 0,
     "订单日期 日期 付款日期 付款时间 下单时间 交易日期 成交日期 order_date orderdate date"),
    ("customer_no", N_("客户编号"), Kind.TEXT, 40,
     "客户id 客户编码 会员号 会员编号 买家id customerid customer_id 用户id"),
    ("customer", N_("客户名称"), Kind.TEXT, 120,
     "客户 客户姓名 买家昵称 买家 会员名 会员 购货单位 往来单位 customer customername name"),
    ("province", N_("省份"), Kind.TEXT, 20, "省 省/自治区 province state"),
    ("city", N_("城市"), Kind.TEXT, 30, "市 city"),
    ("product_no", N_("商品编号"), Kind.TEXT, 32,
     "产品id 产品编号 商品编码 货号 sku 商品id productid stockcode"),
    ("product", N_("商品名称"), Kind.TEXT, 120,
     "产品名称 品名 商品 产品 货品 服务分类 品牌名称 product productname description"),
    ("quantity", N_("数量"), Kind.DECIMAL, 0, "购买数量 件数 销量 销售数量 quantity qty"),
    ("price_yuan", N_("含税单价"), Kind.DECIMAL, 0, "单价 成交价 售价 unitprice price"),
    ("amount_yuan", N_("价税合计"), Kind.DECIMAL, 0,
     "销售额 金额 实付金额 成交金额 交易金额 订单金额 总价 小计 收入 amount revenue sales total"),
    ("state", N_("订单状态"), Kind.TEXT, 60, "状态 交易状态 status"),
    ("returned", N_("退回"), Kind.TEXT, 10, "是否退货 退货 returned"),
    ("note", N_("备注"), Kind.TEXT, 120, "说明 附言 remark note memo"),
)  # fmt: skip


def may_import(user) -> bool:
    """Whether a person may bring orders in."""
    return access.may(user, "import") and access.may(user, "add")


def targets(user) -> list[Target]:
    """The targets; none is needed alone: an old list says what it says."""
    return [
        Target(key, str(label), kind, synonyms=_synonyms(label, words))
        for key, label, kind, _longest, words in FIELDS
    ]


def columns(user, today: date) -> dict[str, Column]:
    """How the cells of each target are read; amounts keep every place until they are rounded."""
    return {
        key: Column(str(label), kind, longest=longest, today=today if kind is Kind.DATE else None)
        for key, label, kind, longest, _words in FIELDS
    }


def _synonyms(label: str, words: str) -> tuple[str, ...]:
    with translation.override("zh-hans"):
        return tuple(dict.fromkeys([label, *words.split()]))
