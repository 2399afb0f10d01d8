"""客户关系评估表 and 客户定期总结 on paper (L-12, C-90)."""

from pathlib import Path

from django.utils.translation import gettext as _

from maizi.fields.access import Document, Shipped
from maizi.fields.terms import TemplateSort
from maizi.kernel.texts import N_
from maizi.kit import show

from .. import access
from ..models import Evaluation
from .happened import SAMPLE as HAPPENED
from .happened import happened
from .shown import Line, shown_lines

PRINTS = Path(__file__).parents[1] / "prints"
SAMPLE = {
    "评估编号": "GX202611-000012", "客户": "南京同创电子有限公司", "客户编号": "KH202611-000012",
    "评估期": "2026-01-01 至 2026-06-30", "关系得分": "76.50", "关系等级": "关系等级 B（良好）",
    "发展阶段": "长期客户", "忠诚等级": "忠诚度较高", "存在的问题": "付款比去年慢，科长换了人。",
    "对策": "每月上门一次，先认识新科长；账期到期前一周提醒。", "权重说明": "",
    "填表人": "陈默", "取数时间": "2026-07-02 09:12", "状态": "已复核", "复核人": "林悦",
    "复核时间": "2026-07-03 16:00", "复核意见": "同意，七月底看付款有没有改善。",
    "指标": [{"指标": "销售与增长", "权重": "20.00", "系统建议": "72.00", "得分": "72.00",
              "加权得分": "14.40", "依据": "本期净销售额 260,000.00 元，前一期 210,000.00 元",
              "改动理由": ""}],
}  # fmt: skip


def evaluation_told(user, row: Evaluation) -> dict:
    """The values of both forms, without what the person does not see (M-4). Ten queries."""
    shown = shown_lines(user, row)
    return {
        "评估编号": row.no, "客户": row.customer.name, "客户编号": row.customer.no,
        "评估期": _("%(from)s 至 %(to)s") % {"from": row.starts_on, "to": row.ends_on},
        "关系得分": _number(shown.score) if shown.sees_score else _("不可见"),
        "关系等级": str(row.get_band_display()), "发展阶段": str(row.get_lifecycle_display()),
        "忠诚等级": str(row.get_loyalty_class_display()), "存在的问题": row.problems,
        "对策": row.strategy, "权重说明": shared_words(shown.shared),
        "填表人": row.by.name, "取数时间": show.when(row.at), "状态": str(row.get_state_display()),
        "复核人": row.reviewed_by.name if row.reviewed_by else "",
        "复核时间": show.when(row.reviewed_at), "复核意见": row.opinion,
        "指标": [_told(line) for line in shown.lines], **happened(user, row),
    }  # fmt: skip


def shared_words(shared: int) -> str:
    """How much weight is shared because it is unknown; nothing when all is known."""
    if not shared:
        return ""
    return _("不知道的指标权重合计 %d，已按比例由其他指标分担。") % shared


def _told(line: Line) -> dict[str, str]:
    name, weight = str(line.mark.get_indicator_display()), f"{line.weight:.2f}"
    if not line.is_seen:
        hidden = _("不可见")
        return {"指标": name, "权重": weight, "系统建议": hidden, "得分": hidden,
                "加权得分": hidden, "依据": "", "改动理由": ""}  # fmt: skip
    return {
        "指标": name, "权重": weight, "系统建议": _number(line.mark.proposed),
        "得分": _number(line.value), "加权得分": _number(line.points),
        "依据": "；".join(line.told), "改动理由": line.mark.reason,
    }  # fmt: skip


def _number(value) -> str:
    return _("不知道") if value is None else f"{value:.2f}"


EVALUATION_FORM = Document(
    model=Evaluation,
    label=N_("客户关系评估表"),
    visible=lambda user: access.visible_evaluations(user).select_related(
        "customer", "by", "reviewed_by"
    ),
    unmasked=lambda user, row: access.sees_score(user),
    context=evaluation_told,
    is_makers=True,
    sample=SAMPLE | HAPPENED,
    shipped=(
        Shipped("客户关系评估表", TemplateSort.LAYOUT, (PRINTS / "evaluation.txt").read_bytes),
        Shipped("客户定期总结", TemplateSort.LAYOUT, (PRINTS / "summary.txt").read_bytes),
    ),
)
