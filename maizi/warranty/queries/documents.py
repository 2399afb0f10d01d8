"""The voucher of 三包, the page stamped at an exchange, and the receipt, on paper."""

from functools import partial
from pathlib import Path

from maizi.accounts.access import group_access
from maizi.fields.access import Document, Shipped
from maizi.fields.terms import TemplateSort
from maizi.kernel.masking import mask
from maizi.kernel.money import show_yuan
from maizi.kernel.privacy import FieldAccess, FieldGroup
from maizi.kernel.texts import N_
from maizi.kit import show

from .. import access
from ..models import Acceptance, Unit
from .asking import rule_for

PRINTS = Path(__file__).parents[1] / "prints"
SAMPLE = {
    "序列号": "PM22-26-0188", "商品": "永磁变频空压机 22kW", "型号": "PM22-8",
    "客户": "南京同创电子有限公司", "联系人": "王芳", "联系电话": "13812345678",
    "安装地点": "科技路 6 号", "发票号码": "26320000000000000001", "发票日期": "2026-05-06",
    "发票价格": "33,600.00", "交付日期": "2026-05-09", "验收日期": "2026-05-10",
    "三包凭证号": "SBZ-0188", "三包目录": "平板电视", "三包起算日": "2026-05-10",
    "起算依据": "安装调试验收日期", "整机三包（月）": "12", "主要部件三包（月）": "36",
    "主要部件": "显示屏、驱动和背光组件", "保修至": "2027-05-10",
    "换下的序列号": "PM22-26-0102", "换货日期": "2026-05-10",
    "维修": [{"记录号": "WX202606-000003", "送修": "2026-06-01", "修好": "2026-06-04",
              "故障": "黑屏", "修后状况": "正常", "更换的零件": "背光组件", "修理者": "售后部"}],
}  # fmt: skip
ACCEPTED = {
    "验收单号": "YS202605-000001", "客户": "南京同创电子有限公司", "验收项目": "开机、加载、卸载",
    "调试结果": "连续运行 2 小时正常", "讲解使用的人": "李工", "签字人": "王芳", "签收码": "8802",
    "签字时间": "2026-05-10 15:20",
    "设备": [{"序列号": "PM22-26-0188", "商品": "永磁变频空压机 22kW", "型号": "PM22-8"}],
}  # fmt: skip


def _reads_contacts(user) -> bool:
    return group_access(user, FieldGroup.CONTACT) >= FieldAccess.READ


def unit_told(user, row: Unit) -> dict:
    """The values of voucher and stamp page, masked as the person sees them. Four queries."""
    is_whole = _reads_contacts(user)
    _rule, found = rule_for(row, row.sold_on or row.starts_on or row.created_at.date())
    return {
        "序列号": row.serial, "商品": row.product.name, "型号": row.product.model,
        "客户": row.customer.name if row.customer else "",
        "联系人": row.contact_name if is_whole else mask("name", row.contact_name),
        "联系电话": row.phone if is_whole else mask("phone", row.phone),
        "安装地点": row.place if is_whole else mask("text", row.place),
        "发票号码": row.invoice_no, "发票日期": show.day(row.invoiced_on),
        "发票价格": show_yuan(row.price_yuan) if row.price_yuan is not None else "",
        "交付日期": show.day(row.delivered_on), "验收日期": show.day(row.accepted_on),
        "三包凭证号": row.voucher_no, "三包目录": found.name if found else "",
        "三包起算日": show.day(row.starts_on), "起算依据": row.get_start_reason_display(),
        "整机三包（月）": str(found.months or "") if found else "",
        "主要部件三包（月）": str(found.part_months or "") if found else "",
        "主要部件": found.parts if found else "", "保修至": show.day(row.covered_until),
        "换下的序列号": row.replaces.serial if row.replaces_id else "",
        "换货日期": show.day(row.exchanged_on),
        "维修": [_mended(one) for one in row.repairs.all()],
    }  # fmt: skip


def _mended(one) -> dict[str, str]:
    return {
        "记录号": one.no, "送修": show.day(one.handed_in_at),
        "修好": "" if one.is_called_off else show.day(one.ready_at),
        "故障": one.fault, "修后状况": one.state_after, "更换的零件": one.parts_used,
        "修理者": one.repairer,
    }  # fmt: skip


def acceptance_told(user, row: Acceptance) -> dict:
    """The values of a receipt. Two queries."""
    is_whole = _reads_contacts(user)
    return {
        "验收单号": row.no, "客户": row.customer.name, "验收项目": row.works,
        "调试结果": row.result, "讲解使用的人": row.instructor,
        "签字人": row.signed_by if is_whole else mask("name", row.signed_by),
        "签收码": row.signature if is_whole else mask("text", row.signature),
        "签字时间": show.when(row.accepted_at),
        "设备": [
            {"序列号": one.serial, "商品": one.product.name, "型号": one.product.model}
            for one in row.units.select_related("product")
        ],
    }  # fmt: skip


def _file(name: str) -> bytes:
    return (PRINTS / name).read_bytes()


UNIT_PRINTS = Document(
    model=Unit,
    label=N_("三包凭证"),
    visible=access.visible_units,
    unmasked=lambda user, row: _reads_contacts(user),
    context=unit_told,
    sample=SAMPLE,
    has_keepers=True,
    withheld=access.withheld_units,
    shipped=(
        Shipped("三包凭证", TemplateSort.LAYOUT, partial(_file, "voucher.txt")),
        Shipped("换货戳记页", TemplateSort.LAYOUT, partial(_file, "exchange.txt")),
    ),
)
RECEIPT = Document(
    model=Acceptance,
    label=N_("验收单"),
    visible=access.visible_acceptances,
    unmasked=lambda user, row: _reads_contacts(user),
    context=acceptance_told,
    sample=ACCEPTED,
    has_keepers=True,
    withheld=access.withheld_acceptances,
    shipped=(Shipped("验收单", TemplateSort.LAYOUT, partial(_file, "receipt.txt")),),
)
