"""Quote, order and delivery note as documents with templates (PDF and Word)."""

from functools import partial
from pathlib import Path

from maizi.accounts.access import group_access
from maizi.fields.access import Document, Shipped
from maizi.fields.terms import TemplateSort
from maizi.kernel.money import in_capitals
from maizi.kernel.privacy import FieldAccess, FieldGroup
from maizi.kernel.texts import N_
from maizi.kit import show

from .. import access
from ..models import Delivery, Order, Quote

PRINTS = Path(__file__).parents[1] / "prints"
LINE = {
    "序号": "1", "品名规格": "螺杆空压机 BK7.5-8", "单位": "台", "数量": "2",
    "含税单价": "12,160.00",
    "金额": "24,320.00", "税率": "13%", "交期": "2026-12-10", "备注": "",
}  # fmt: skip
MONEY = {
    "价税合计": "24,320.00", "价税合计大写": "贰万肆仟叁佰贰拾元整", "不含税金额": "21,522.12",
    "税额": "2,797.88",
}  # fmt: skip
QUOTE_SAMPLE = {
    "报价单号": "Q202611-000012", "主题": "空压机更换", "客户名称": "南京华宁机电设备有限公司",
    "业务员": "陈默", "报价日期": "2026-11-22", "有效期至": "2026-12-22", "账期": "30 天",
    "说明": "含运费与首次安装调试。", "明细": [LINE], **MONEY,
}  # fmt: skip
ORDER_SAMPLE = {
    "订单号": "SO202611-000031", "客户名称": "南京华宁机电设备有限公司", "客户单号": "PO-8891",
    "业务员": "陈默", "下单日期": "2026-11-24", "承诺交期": "2026-12-10", "账期": "30 天",
    "收货人": "王芳", "收货电话": "13812345678", "收货地址": "南京市江宁区科技路 18 号",
    "说明": "", "明细": [LINE], **MONEY,
}  # fmt: skip
DELIVERY_SAMPLE = {
    "发货单号": "DN202611-000008", "订单号": "SO202611-000031", "发货日期": "2026-11-26",
    "客户名称": "南京华宁机电设备有限公司", "收货人": "王芳", "收货电话": "13812345678",
    "收货地址": "南京市江宁区科技路 18 号", "仓库": "成品仓",
    "承运人": "德邦", "运单号": "DPK3600012",
    "明细": [{"序号": "1", "品名规格": "螺杆空压机 BK7.5-8", "单位": "台", "数量": "2",
              "序列号": "BK2609001、BK2609002"}],
}  # fmt: skip


def quote_values(user, row: Quote) -> dict:
    """Every value of a quote by its name. Two queries."""
    return {
        "报价单号": row.no, "主题": row.title, "客户名称": row.customer.name,
        "业务员": row.owner.name, "报价日期": show.day(row.created_at),
        "有效期至": show.day(row.valid_until), "账期": _terms(row.terms_days),
        "说明": row.note, "明细": _lines(row), **_money(row),
    }  # fmt: skip


def order_values(user, row: Order) -> dict:
    """Every value of an order by its name. Two queries."""
    return {
        "订单号": row.no, "客户名称": row.customer.name, "客户单号": row.customer_no,
        "业务员": row.owner.name, "下单日期": show.day(row.ordered_on),
        "承诺交期": show.day(row.promised_on), "账期": _terms(row.terms_days),
        "说明": row.note, "明细": _lines(row), **_receiver(user, row), **_money(row),
    }  # fmt: skip


def delivery_values(user, row: Delivery) -> dict:
    """Every value of a delivery by its name. Two queries."""
    lines = row.lines.select_related("line")
    return {
        "发货单号": row.no, "订单号": row.order.no, "发货日期": show.day(row.shipped_at),
        "客户名称": row.customer.name, "仓库": str(row.warehouse or ""), "承运人": row.carrier,
        "运单号": row.tracking_no, **_receiver(user, row),
        "明细": [
            {"序号": str(n), "品名规格": one.line.name, "单位": one.line.unit,
             "数量": show.number(one.quantity), "序列号": "、".join(one.pieces)}
            for n, one in enumerate(lines, 1)
        ],
    }  # fmt: skip


def _lines(row: Quote | Order) -> list[dict]:
    return [
        {
            "序号": str(n), "品名规格": line.name, "单位": line.unit,
            "数量": show.number(line.quantity), "含税单价": show.price(line.price_yuan),
            "金额": show.yuan(line.amount_yuan), "税率": f"{line.tax_rate * 100:.0f}%",
            "交期": show.day(line.promised_on), "备注": line.note,
        }
        for n, line in enumerate(row.lines.all(), 1)
    ]  # fmt: skip


def _money(row: Quote | Order) -> dict:
    return {
        "价税合计": show.yuan(row.amount_yuan), "价税合计大写": in_capitals(row.amount_yuan),
        "不含税金额": show.yuan(row.net_yuan), "税额": show.yuan(row.tax_yuan),
    }  # fmt: skip


def _receiver(user, row: Order | Delivery) -> dict:
    sees = group_access(user, FieldGroup.CONTACT) >= FieldAccess.READ
    names = {"收货人": row.receiver, "收货电话": row.receiver_phone, "收货地址": row.address}
    return names if sees else dict.fromkeys(names, "")


def _terms(days: int) -> str:
    return f"{days} 天" if days else "款到发货"


def _read(name: str) -> bytes:
    return (PRINTS / name).read_bytes()


def _document(model, *, label: str, visible, context, sample: dict, name: str) -> Document:
    return Document(
        model=model, label=label, visible=lambda user: visible(user).select_related(
            "customer", *(("order", "warehouse") if model is Delivery else ("owner",))),
        unmasked=lambda user, row: True, context=context, sample=sample,
        shipped=(Shipped(label, TemplateSort.LAYOUT, partial(_read, name)),),
    )  # fmt: skip


QUOTE_PRINT = _document(
    Quote, label=N_("报价单"), visible=access.visible_quotes, context=quote_values,
    sample=QUOTE_SAMPLE, name="quote.txt",
)  # fmt: skip
ORDER_PRINT = _document(
    Order, label=N_("销售订单"), visible=access.visible_orders, context=order_values,
    sample=ORDER_SAMPLE, name="order.txt",
)  # fmt: skip
DELIVERY_PRINT = _document(
    Delivery, label=N_("发货单"), visible=access.visible_deliveries, context=delivery_values,
    sample=DELIVERY_SAMPLE, name="delivery.txt",
)  # fmt: skip
