"""The forms L-6 and L-7 on paper."""

from pathlib import Path

from maizi.approvals.models import CaseEntry
from maizi.approvals.terms import Act
from maizi.credit.terms import CreditGrade
from maizi.fields.access import Document, Shipped
from maizi.fields.terms import TemplateSort
from maizi.kernel.texts import N_, retold
from maizi.kit import show

from .. import access
from ..models import Evaluation, Paper
from ..rules.ratios import ratios
from ..terms import EvaluationState, Factor, Ratio
from .assessing import assess
from .purposes import question_on_paper
from .shown import statements_of, told_of, value_words

PRINTS = Path(__file__).parents[1] / "prints"
OPINIONS = (Act.AGREE, Act.REJECT, Act.RETURN)
SAMPLE = {
    "评价编号": "XP202611-000003", "客户": "南京同创电子有限公司", "评分卡": "5C 评分卡 v1",
    "得分": "78.40", "信用等级": "信用等级B 良", "封顶原因": "", "公式额度": "120,000.00",
    "信用额度": "130,000.00", "调整理由": "新增两家门店", "账期": "30", "有效期至": "2027-05-29",
    "管理措施": "额度内自动放行；每半年复评。", "分析结论": "经营平稳，付款及时。",
    "评价人": "王欣", "评价日期": "2026-11-29", "批准人": "方致远", "批准日期": "2026-11-29",
    "付款记录": "24 个月到期 12 笔、520,000.00 元，按时付 96.20%；0 笔逾期超过 30 天",
    "申请额度": "150,000.00", "抵押担保": "180,000.00", "大客户名单": "", "提醒": "",
    "优势": "行业前三，付款及时。", "风险": "客户集中在两家。",
    "敏感": "“24 个月按时付款率”从 85 到 50 分，就是 C 级",
    "已用额度": "86,000.00", "月均销售额": "150,000.00", "欺诈失信": "无",
    "评分": [{"准则": "道德品质", "评分项": "24 个月按时付款率", "取值": "96.20%", "权重": "7.50",
              "得分": "85", "贡献": "6.38", "依据": "24 个月到期 520,000.00 元"}],
    "评述": [{"因素": "财务状况", "评述": "流动性好，负债适中。", "评分": "80"}],
    "比率": [{"比率": "流动比率", "最早": "1.40", "上期": "1.52", "本期": "1.61"}],
    "文件": [{"文件": "营业执照", "收到日期": "2026-11-02", "有效期": "长期", "截止": ""}],
    "意见": [{"步骤": "总监批准", "人": "方致远", "意见": "同意", "结论": "同意",
              "时间": "2026-11-29 16:00"}],
}  # fmt: skip


def evaluation_told(user, row: Evaluation) -> dict:
    """The values of both forms: as kept while it is judged and after, as computed before."""
    is_kept = bool(row.told) and row.state != EvaluationState.OPEN
    shown = row if is_kept else assess(row)
    told = retold(row.told if is_kept else told_of(row, shown))
    grade = told.get("grade", "")
    paragraphs = {one.factor: one for one in row.paragraphs.all()}
    return {
        "评价编号": row.no, "客户": row.customer.name, "评分卡": str(row.card),
        "得分": told.get("score", ""),
        "信用等级": str(CreditGrade(grade).chinese) if grade else "",
        "封顶原因": "；".join(told.get("caps", [])), "公式额度": show.yuan(shown.formula_yuan),
        "信用额度": show.yuan(shown.limit_yuan), "调整理由": row.limit_reason,
        "账期": str(shown.terms_days), "有效期至": show.day(shown.until_on),
        "管理措施": told.get("measures", ""), "分析结论": row.conclusion,
        "评价人": row.by.name, "评价日期": show.day(row.at),
        "批准人": row.approved_by.name if row.approved_by else "",
        "批准日期": show.day(row.approved_on), "已用额度": told.get("exposure_yuan", ""),
        "月均销售额": told.get("monthly_yuan", ""), "付款记录": told.get("history", ""),
        "申请额度": show.yuan(row.asked_yuan), "抵押担保": show.yuan(row.collateral_yuan),
        "大客户名单": str(row.customer.get_ka_list_display()), "提醒": told.get("below", ""),
        "优势": row.strengths, "风险": row.risks, "敏感": "；".join(told.get("changes", [])),
        "欺诈失信": "有" if row.is_fraud or row.is_dishonest or row.refuses_papers else "无",
        "评分": [
            {"准则": one["criterion"], "评分项": one["name"], "取值": one["value"],
             "权重": one["weight"], "得分": "—" if one["score"] is None else str(one["score"]),
             "贡献": one["points"], "依据": one["note"]}
            for one in told.get("traits", [])
        ],
        "评述": [
            {"因素": factor.chinese, "评述": paragraphs[factor].text,
             "评分": str(paragraphs[factor].mark)}
            for factor in Factor if factor in paragraphs
        ],
        "比率": _ratios(row), "文件": _papers(row), "意见": _opinions(row),
    }  # fmt: skip


def _ratios(row: Evaluation) -> list[dict]:
    """Three periods side by side (L-6)."""
    told = [ratios(one.figures) for one in statements_of(row.customer, row.at.date())[-3:]]
    told = [None] * (3 - len(told)) + told
    names = ("最早", "上期", "本期")
    return [
        {"比率": ratio.chinese} | {
            name: value_words(ratio, one[ratio] if one else None)
            for name, one in zip(names, told, strict=True)
        }
        for ratio in Ratio
    ]  # fmt: skip


def _papers(row: Evaluation) -> list[dict]:
    return [
        {"文件": one.get_kind_display(), "收到日期": show.day(one.received_on),
         "有效期": show.day(one.valid_until) if one.valid_until else "长期",
         "截止": show.day(one.period_end)}
        for one in Paper.objects.filter(customer=row.customer_id)
    ]  # fmt: skip


def _opinions(row: Evaluation) -> list[dict]:
    entries = CaseEntry.objects.filter(
        case__kind=Evaluation._meta.label_lower, case__object_id=row.pk, act__in=OPINIONS
    ).select_related("by")
    return [
        {"步骤": one.step, "人": one.by.name if one.by else "", "意见": one.opinion,
         "结论": str(Act(one.act).label), "时间": show.when(one.at)}
        for one in entries
    ]  # fmt: skip


EVALUATION_FORMS = Document(
    model=Evaluation,
    label=N_("信用评价"),
    visible=access.visible_evidence,
    unmasked=lambda user, row: access.sees_grade(user),
    context=evaluation_told,
    sample=SAMPLE,
    asks=question_on_paper,
    shipped=(
        Shipped("客户信用评价表", TemplateSort.LAYOUT, (PRINTS / "evaluation.txt").read_bytes),
        Shipped("客户信用分析表", TemplateSort.LAYOUT, (PRINTS / "analysis.txt").read_bytes),
    ),
)
