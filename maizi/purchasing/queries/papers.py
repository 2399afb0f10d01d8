"""The purchase order as a document to send to the supplier."""

from functools import partial
from pathlib import Path

from maizi.accounts.access import group_access
from maizi.fields.access import Document, Shipped
from maizi.fields.terms import TemplateSort
from maizi.kernel.money import in_capitals, show_yuan
from maizi.kernel.privacy import FieldAccess, FieldGroup
from maizi.kernel.texts import N_

from .. import access
from ..models import PurchaseOrder
from ..terms import DueFrom

PRINTS = Path(__file__).parents[1] / "prints"
MOST_LINES = 500
SAMPLE = {
    "采购单号": "PO202611-000012", "下单日期": "2026-11-20", "供应商": "杭州开岳压缩机有限公司",
    "供应商地址": "杭州市余杭区", "联系人": "周建国", "联系电话": "0571-88001234",
    "采购员": "梁宇", "要求到货": "2026-12-05", "收货地址": "南京市江宁区科技路 18 号",
    "账期": "30 天，自当月末起（月结）", "对方订单号": "KY-2611-088", "备注": "分两批送",
    "金额": "25,600.00", "金额大写": "贰万伍仟陆佰元整", "税额": "2,945.13",
    "明细": [
        {"行号": "1", "商品": "空气滤芯", "规格": "AF-75", "供应商货号": "KY-AF75", "数量": "40",
         "单位": "个", "含税单价": "62.00", "金额": "2,480.00", "交期": "2026-12-05",
         "说明": ""},
    ],
}  # fmt: skip


def paper_of(user, row: PurchaseOrder) -> dict:
    """Every value of an order by its name; prices and numbers as far as the person sees them.

    Three queries.
    """
    sees = access.sees_costs(user)
    contact = row.supplier.contacts.first()
    reach = group_access(user, FieldGroup.CONTACT)
    calls = (contact.mobile or contact.phone) if contact else ""
    terms = f"{row.terms_days} 天，{DueFrom(row.due_from).label}" if row.terms_days else "货到付款"
    return {
        "采购单号": row.no, "下单日期": str(row.ordered_on or ""), "供应商": row.supplier.name,
        "供应商地址": row.supplier.address, "联系人": contact.name if contact else "",
        "联系电话": calls if reach >= FieldAccess.READ else "", "采购员": row.buyer.name,
        "要求到货": str(row.expected_on or ""), "收货地址": row.ship_to, "账期": terms,
        "对方订单号": row.their_no, "备注": row.note,
        "金额": show_yuan(row.amount_yuan) if sees else "",
        "金额大写": in_capitals(row.amount_yuan) if sees else "",
        "税额": show_yuan(row.tax_yuan) if sees else "",
        "明细": [
            _line(line, sees) for line in row.lines.select_related("product")[:MOST_LINES]
        ],
    }  # fmt: skip


def _line(line, sees: bool) -> dict[str, str]:
    product = line.product
    return {
        "行号": str(line.position), "商品": product.name,
        "规格": " ".join(filter(None, (product.model, product.spec))),
        "供应商货号": line.supplier_code, "数量": f"{line.quantity.normalize():f}",
        "单位": product.unit, "交期": str(line.expected_on or ""), "说明": line.note,
        "含税单价": f"{line.price_yuan.normalize():,f}" if sees else "",
        "金额": show_yuan(line.amount_yuan) if sees else "",
    }  # fmt: skip


def _shipped(name: str) -> bytes:
    return (PRINTS / name).read_bytes()


ORDER_PAPER = Document(
    model=PurchaseOrder,
    label=N_("采购订单"),
    visible=access.visible_orders,
    unmasked=lambda user, row: access.sees_costs(user),
    context=paper_of,
    sample=SAMPLE,
    shipped=(Shipped("采购订单", TemplateSort.LAYOUT, partial(_shipped, "order.txt")),),
)
