"""The sheet of a ticket on paper: what was asked, promised and done, and what the customer says."""

from datetime import datetime
from pathlib import Path

from django.utils import timezone

from maizi.clocks.queries import clocks_of
from maizi.fields.access import Document, Shipped
from maizi.fields.models import PrintRecord
from maizi.fields.queries import Template, shipped_templates, used_templates
from maizi.fields.terms import TemplateSort
from maizi.kernel.masking import mask
from maizi.kernel.texts import N_
from maizi.kit import show

from .. import access
from ..models import Ticket
from ..rules.matrix import ARRIVE, COMMIT, RESPONSE, RESTORE
from ..terms import Mode, OrderState, State

PRINTS = Path(__file__).parents[1] / "prints"
KIND = Ticket._meta.label_lower
SHEET_NAME = "售后服务表"
WENT = (OrderState.ACCEPTED, OrderState.DONE)
SAMPLE = {
    "工单号": "FW202611-000018", "服务类型": "维修", "来源": "电话", "严重程度": "严重",
    "状态": "已关闭", "客户": "南京同创电子有限公司", "联系人": "王芳", "联系电话": "13812345678",
    "服务地点": "科技路 6 号", "商品": "空压机 BK7.5-8", "序列号": "BK75-26-0188",
    "保修至": "2027-05-10", "保修情况": "保修期内", "报修时间": "2026-11-20 09:12",
    "什么事": "空压机反复停机", "客户描述": "一周停机三次，报警 E12。",
    "分诊意见": "电话指导无效，要上门", "服务方式": "上门", "受理人": "吴涵", "工程师": "赵强",
    "故障名称": "堵塞停机", "处理结果": "更换机油滤芯，试机 2 小时正常。", "确认人": "王芳",
    "确认时间": "2026-11-20 16:40", "客户评分": "5", "重开次数": "0", "应付费用": "",
    "时限": [{"项目": "到场", "承诺": "2026-11-20 13:12", "实际": "2026-11-20 11:05",
              "结果": "按时"}],
    "备件": [{"备件": "机油滤芯 OF-75", "数量": "1", "出库单": "CK202611-000031"}],
    "服务规范": [{"要求": "保持室内清洁", "做到": "是", "评分": "5"}],
}  # fmt: skip


def sheet_told(user, row: Ticket) -> dict:
    """The values of the sheet, masked as the person sees them. Thirteen queries.

    What is to be paid is not known to a ticket: the place is left for the hand that writes it.
    """
    is_whole = access.may(user, "unmask", row)
    return {
        "工单号": row.no, "服务类型": row.get_type_display(), "来源": row.get_channel_display(),
        "严重程度": row.get_severity_display(), "状态": row.get_state_display(),
        "客户": row.customer.name if row.customer else "",
        "联系人": row.contact_name if is_whole else mask("name", row.contact_name),
        "联系电话": row.phone if is_whole else mask("phone", row.phone),
        "服务地点": row.place if is_whole else mask("text", row.place),
        **_piece_told(row),
        "报修时间": show.when(row.received_at), "什么事": row.title, "客户描述": row.symptom,
        "分诊意见": row.triage_note, "服务方式": row.get_mode_display(), "受理人": row.owner.name,
        "工程师": _engineers(row), "故障名称": row.fault_code, "处理结果": row.result,
        "确认人": row.confirmed_by if is_whole else mask("name", row.confirmed_by),
        "确认时间": _confirmed_at(row), "客户评分": str(row.score or ""),
        "重开次数": str(row.reopened), "应付费用": "", "时限": _promises(row),
        "备件": [
            {"备件": str(one.product), "数量": f"{one.quantity.normalize():f}",
             "出库单": one.document.no}
            for one in row.parts.select_related("product", "document")
        ],
        "服务规范": [
            {"要求": one.get_point_display(), "做到": show.plain(one.is_kept),
             "评分": str(one.score or "")}
            for one in row.conduct.all()
        ],
    }  # fmt: skip


def _piece_told(row: Ticket) -> dict[str, str]:
    piece = row.unit
    until = piece.covered_until if piece else None
    on = timezone.localdate(row.ended_at) if row.ended_at else timezone.localdate()
    covered = "" if until is None else "保修期内" if on <= until else "保修期外"
    product = piece.product if piece else row.product
    return {
        "商品": str(product or ""), "序列号": piece.serial if piece else "",
        "保修至": show.day(until), "保修情况": covered,
    }  # fmt: skip


def _engineers(row: Ticket) -> str:
    """Who went; of remote help, who gave it."""
    orders = row.orders.filter(state__in=WENT).select_related("engineer__user")
    names = list(dict.fromkeys(str(one.engineer) for one in orders))
    if not names and row.mode == Mode.REMOTE:
        names = [row.owner.name]
    return "、".join(names)


def _confirmed_at(row: Ticket) -> str:
    said = row.entries.filter(state=State.CONFIRMED).order_by("-id").first()
    return show.when(said.at) if said and row.confirmed_by else ""


def _promises(row: Ticket) -> list[dict[str, str]]:
    """What was promised when, of the last time that it was: answer, arrival, repair."""
    clocks = [shown.clock for shown in clocks_of(KIND, [row.pk]).get(row.pk, [])]
    due = {one.code: one.due_at for one in sorted(clocks, key=lambda one: one.pk)}
    lines = (
        ("首次答复", due.get(RESPONSE), row.answered_at),
        ("到场", due.get(ARRIVE), row.arrived_at),
        ("修复", due.get(RESTORE) or due.get(COMMIT), row.restored_at),
    )
    return [
        {"项目": name, "承诺": show.when(until), "实际": show.when(at), "结果": _kept(until, at)}
        for name, until, at in lines if until or at
    ]  # fmt: skip


def _kept(until: datetime | None, at: datetime | None) -> str:
    if until is None or at is None:
        return ""
    return "按时" if at <= until else "超时"


SHEET = Document(
    model=Ticket,
    label=N_("服务工单"),
    visible=access.visible_tickets,
    unmasked=lambda user, row: access.may(user, "unmask", row),
    context=sheet_told,
    sample=SAMPLE,
    shipped=(Shipped(SHEET_NAME, TemplateSort.LAYOUT, (PRINTS / "sheet.txt").read_bytes),),
    has_keepers=True,
    withheld=access.withheld_tickets,
)


def sheet_template() -> Template:
    """What sheets are filed with: the company's own layout of that name, else the shipped one
    (a Word document cannot be filed). One query."""
    fit = [one for one in used_templates(KIND) if one.name == SHEET_NAME]
    return next((one for one in fit if one.sort == TemplateSort.LAYOUT), shipped_templates(KIND)[0])


def filed_since(row: Ticket, moment: datetime) -> bool:
    """Whether the sheet of a ticket was filed at or after a moment. One query."""
    filed = PrintRecord.objects.filter(kind=KIND, object_id=row.pk, is_filed=True)
    return filed.filter(template_name=SHEET_NAME, at__gte=moment).exists()
