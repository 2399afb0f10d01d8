"""The forms L-8 to L-11 on paper."""

from pathlib import Path

from maizi.approvals.models import CaseEntry
from maizi.approvals.terms import Act
from maizi.fields.access import Document, Shipped
from maizi.fields.terms import TemplateSort
from maizi.kernel.masking import mask
from maizi.kernel.texts import N_
from maizi.kit import show

from .. import access
from ..models import Analysis, Complaint
from ..terms import EntryKind, RemedyState
from .analysis import DIMENSIONS

PRINTS = Path(__file__).parents[1] / "prints"
OPINIONS = (Act.AGREE, Act.REJECT, Act.RETURN)
SAMPLE = {
    "投诉编号": "TS202611-000012", "收到时间": "2026-11-20 09:12", "投诉渠道": "电话",
    "优先级": "P1 紧急", "状态": "审批", "客户": "南京同创电子有限公司", "投诉人": "王芳",
    "联系电话": "13812345678", "商品": "空压机 BK7.5-8", "序列号": "BK75-26-0188",
    "合同或送货单号": "HT-2026-018", "购买日期": "2026-05-06", "发货日期": "2026-05-09",
    "投诉类别": "产品", "投诉事项": "空压机反复停机", "客户原话": "一周停了三次，生产线跟着停。",
    "事实经过": "11 月 13 日、16 日、19 日三次高温停机。", "客户要求": "换一台新机",
    "第几次": "2", "被投诉人": "", "是否成立": "成立", "鉴定意见": "三次停机均有记录，属实。",
    "调查结果": "冷却风扇轴承磨损，上次保养漏检。", "处理依据": "三包规定第 11 条",
    "处理方案": "更换冷却风扇总成，延长保修六个月。", "承诺完成日": "2026-11-24",
    "处理费用": "860.00", "追偿": "是", "客户意见": "同意",
    "处理结果": "已更换，运行 48 小时正常。",
    "是否满意": "满意", "处理人": "吴涵", "登记人": "陈默", "商机": "意向购买备机一台",
    "重开次数": "0", "超期天数": "0", "改进措施": "保养单增加风扇轴承检查项",
    "责任": [{"部门": "售后服务部", "责任人": "李工", "比例": "70%", "原因": "检验漏检"},
             {"部门": "采购部", "责任人": "", "比例": "30%", "原因": "零件质量问题"}],
    "处理方式": [{"方式": "维修", "金额": "860.00", "说明": "更换风扇总成", "状态": "已执行"}],
    "承诺": [{"事项": "24 日前上门更换", "负责人": "李工", "期限": "2026-11-24",
              "完成": "2026-11-23", "凭证": "签字单 0087"}],
    "跟踪": [{"时间": "2026-11-26 10:00", "方式": "电话", "内容": "运行正常", "结果": "满意"}],
    "意见": [{"步骤": "责任部门意见", "人": "李工", "意见": "同意", "结论": "同意",
              "时间": "2026-11-21 14:00"}],
}  # fmt: skip


def complaint_told(user, row: Complaint) -> dict:
    """The values of the three forms of one complaint, masked as the person sees them."""
    is_whole = access.may(user, "unmask", row)
    contacts = row.entries.filter(kind=EntryKind.CONTACT)
    late = (row.ended_at.date() - row.promised_on).days if row.ended_at and row.promised_on else 0
    return {
        "投诉编号": row.no, "收到时间": show.when(row.received_at),
        "投诉渠道": row.get_channel_display(), "优先级": row.get_priority_display(),
        "状态": row.get_state_display(), "客户": row.customer.name if row.customer else "",
        "投诉人": row.complainant if is_whole else mask("name", row.complainant),
        "联系电话": row.phone if is_whole else mask("phone", row.phone),
        "商品": str(row.product or ""), "序列号": row.serial, "合同或送货单号": row.order_no,
        "购买日期": show.day(row.purchased_on), "发货日期": show.day(row.shipped_on),
        "投诉类别": row.get_category_display(), "投诉事项": row.title, "客户原话": row.words,
        "事实经过": row.facts, "客户要求": row.demand, "第几次": str(row.nth),
        "被投诉人": row.about_person.name if row.about_person else "",
        "是否成立": row.get_validity_display(), "鉴定意见": row.appraisal,
        "调查结果": row.findings, "处理依据": row.basis, "处理方案": row.plan,
        "承诺完成日": show.day(row.promised_on), "处理费用": show.yuan(row.cost_yuan),
        "追偿": show.plain(row.has_recourse), "客户意见": _agreed(row), "处理结果": row.result,
        "是否满意": row.get_satisfied_display(), "处理人": row.owner.name,
        "登记人": row.recorder.name if row.recorder else "", "商机": row.chance,
        "重开次数": str(row.reopened), "超期天数": str(max(late, 0)),
        "改进措施": str(row.improvement or ""),
        "责任": [
            {"部门": one.unit.name, "责任人": one.person.name if one.person else "",
             "比例": f"{one.percent}%", "原因": one.cause.name}
            for one in row.shares.select_related("unit", "person", "cause")
        ],
        "处理方式": [
            {"方式": str(one), "金额": show.yuan(one.amount_yuan), "说明": one.text,
             "状态": one.get_state_display()}
            for one in row.remedies.exclude(state=RemedyState.DROPPED)
        ],
        "承诺": [
            {"事项": one.text, "负责人": one.owner.name, "期限": show.day(one.due_on),
             "完成": show.day(one.done_at), "凭证": one.evidence}
            for one in row.promises.select_related("owner")
        ],
        "跟踪": [
            {"时间": show.when(one.at), "方式": one.get_way_display(), "内容": one.text,
             "结果": one.get_answer_display() or one.get_topic_display()}
            for one in contacts
        ],
        "意见": _opinions(row),
    }  # fmt: skip


def _agreed(row: Complaint) -> str:
    known = "" if row.is_agreed is None else str(_WORDS[row.is_agreed])
    return "：".join(filter(None, [known, row.agreed_text]))


_WORDS = {True: N_("同意"), False: N_("不同意")}


def _opinions(row: Complaint) -> list[dict]:
    entries = CaseEntry.objects.filter(
        case__kind=Complaint._meta.label_lower, case__object_id=row.pk, act__in=OPINIONS
    ).select_related("by")
    return [
        {"步骤": one.step, "人": one.by.name if one.by else "", "意见": one.opinion,
         "结论": str(Act(one.act).label), "时间": show.when(one.at)}
        for one in entries
    ]  # fmt: skip


COMPLAINT_FORMS = Document(
    model=Complaint,
    label=N_("投诉"),
    visible=access.visible_complaints,
    unmasked=lambda user, row: access.may(user, "unmask", row),
    context=complaint_told,
    sample=SAMPLE,
    has_keepers=True,
    withheld=access.withheld_complaints,
    shipped=tuple(
        Shipped(name, sort, (PRINTS / file).read_bytes)
        for name, sort, file in (
            ("投诉处理表", TemplateSort.LAYOUT, "handling.txt"),
            ("投诉处理意见表", TemplateSort.LAYOUT, "opinions.txt"),
            ("投诉处理追踪表", TemplateSort.LAYOUT, "tracking.txt"),
            ("投诉处理表（Word）", TemplateSort.WORD, "handling.docx"),
            ("投诉处理意见表（Word）", TemplateSort.WORD, "opinions.docx"),
            ("投诉处理追踪表（Word）", TemplateSort.WORD, "tracking.docx"),
        )
    ),
)
ANALYSIS_SAMPLE = {
    "标题": "2026 年 11 月投诉分析", "从": "2026-11-01", "到": "2026-11-30", "投诉数": "23",
    "每千单": "3.20", "首次答复及时率": "91.30%", "结案中位时长": "52.5 小时",
    "九成结案时长": "118 小时", "重复率": "13.04%", "成立率": "82.61%", "满意率": "88.89%",
    "恶意占比": "4.35%", "处理费用": "4,260.00", "总结": "安装类投诉集中在新网点。",
    "措施": "安装前电话确认现场条件。", "填表人": "吴涵", "填表日期": "2026-12-01",
    "分布": [{"维度": "原因", "项目": "检验漏检", "件数": "9", "占比": "39.13%", "累计": "39.13%",
              "主要": "是"}],
    "改进": [{"措施": "保养单增加检查项", "负责人": "李工", "期限": "2026-12-15", "效果": "有效"}],
}  # fmt: skip


def analysis_told(user, row: Analysis) -> dict:
    """The values of the analysis form: the numbers as they were kept."""
    kept = row.numbers.get("figures", {})
    bars = row.numbers.get("pareto", {})
    improvements = access.visible_improvements(user).select_related("owner")
    return {
        "标题": row.title, "从": show.day(row.since), "到": show.day(row.until),
        "投诉数": str(kept.get("count", "")), "每千单": _plain(kept.get("per_orders")),
        "首次答复及时率": _ratio(kept.get("answered_in_time")),
        "结案中位时长": _hours(kept.get("closing_median_hours")),
        "九成结案时长": _hours(kept.get("closing_p90_hours")),
        "重复率": _ratio(kept.get("repeated")), "成立率": _ratio(kept.get("upheld")),
        "满意率": _ratio(kept.get("satisfied")), "恶意占比": _ratio(kept.get("malicious")),
        "处理费用": _plain(kept.get("cost_yuan")), "总结": row.summary, "措施": row.measures,
        "填表人": row.by.name, "填表日期": show.day(row.at),
        "分布": [
            {"维度": str(DIMENSIONS[name]), "项目": label, "件数": str(count),
             "占比": _ratio(share), "累计": _ratio(so_far), "主要": show.plain(bool(vital))}
            for name, lines in bars.items() for label, count, share, so_far, vital in lines
        ],
        "改进": [
            {"措施": one.title, "负责人": one.owner.name, "期限": show.day(one.due_on),
             "效果": one.get_verdict_display()}
            for one in improvements[:30]
        ],
    }  # fmt: skip


def _ratio(text) -> str:
    return show.percent(None if text is None else float(text))


def _hours(text) -> str:
    return "—" if text is None else f"{float(text):.1f} 小时"


def _plain(text) -> str:
    return "—" if text is None else f"{float(text):,.2f}"


ANALYSIS_FORM = Document(
    model=Analysis,
    label=N_("投诉分析"),
    visible=access.visible_analyses,
    unmasked=lambda user, row: True,
    context=analysis_told,
    sample=ANALYSIS_SAMPLE,
    has_keepers=True,
    shipped=(
        Shipped("投诉分析表", TemplateSort.LAYOUT, (PRINTS / "analysis.txt").read_bytes),
        Shipped("投诉分析表（Word）", TemplateSort.WORD, (PRINTS / "analysis.docx").read_bytes),
    ),
)
