"""An evaluation is judged by somebody else before its grade holds (D-3, D-12, D-20)."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from maizi.approvals import access as approvals
from maizi.approvals.access import Asked, FactField, ShownLine, Subject
from maizi.approvals.actions import (
    Approver,
    Condition,
    Definition,
    Step,
    resubmit,
    seed_definitions,
    submit,
)
from maizi.approvals.models import ApprovalCase
from maizi.approvals.queries import open_case
from maizi.approvals.terms import (
    Act,
    ApproverSort,
    CaseState,
    FactSort,
    Operator,
    StepMode,
    Timeout,
)
from maizi.credit import actions as credit
from maizi.credit.terms import CreditGrade
from maizi.customers.terms import KaStatus
from maizi.history.actions import recorded
from maizi.kernel.errors import Refused
from maizi.kernel.events import publish
from maizi.kernel.money import show_yuan, yuan
from maizi.kernel.texts import N_, retold, say

from .. import access, queries
from ..events import GradeProposed
from ..models import Evaluation, Mark
from ..rules import dossier, grading
from ..terms import AUTOMATIC, EvaluationState
from .evaluating import locked

SUBMITTED, APPROVED, SENT_BACK = N_("提交审批"), N_("批准"), N_("退回")
SIZES = (("within", N_("在公式额度的范围内")), ("beyond", N_("超出范围，或首次交易就给信用")))


@transaction.atomic
def submit_evaluation(row: Evaluation, *, by, reason: str = "") -> ApprovalCase:
    """Ask for the approval of what the evaluation comes to.

    Raises Refused while papers, basic form, rating form or paragraphs are incomplete (D-12), for
    a card that too little could be said to (D-2), for a limit by hand without a reason (D-3).
    """
    row = locked(row)
    found = queries.assess(row)
    _check(row, found)
    with recorded(row, SUBMITTED, by=by, reason=reason):
        _keep(row, found)
        row.state, row.answer = EvaluationState.PENDING, ""
        row.save()
    asked = Asked(payload_of(row), reason or row.conclusion[:200] or row.no)
    returned = open_case(EVALUATION.kind, row.pk, subject=access.SUBJECT)
    if returned is not None and returned.state == CaseState.RETURNED:
        return resubmit(returned, asked=asked, by=by)
    return submit(access.SUBJECT, row=row, asked=asked, by=by)


@transaction.atomic
def return_evaluation(row: Evaluation, *, by, answer: str = "") -> None:
    """It was not approved: open again, with what was said."""
    row = Evaluation.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.state == EvaluationState.PENDING:
        with recorded(row, SENT_BACK, by=by, reason=answer):
            row.state, row.answer = EvaluationState.OPEN, answer[:400]
            if not row.told.get("is_limit_typed", row.limit_yuan != row.formula_yuan):
                row.limit_yuan = None  # it follows the formula again
            row.save(update_fields=["state", "answer", "limit_yuan"])


def _check(row: Evaluation, found) -> None:
    waiting = row.evaluators.filter(done_at=None).select_related("person").first()
    if waiting is not None:
        raise Refused(
            N_("{name}还没有交卷，不能提交。请催他，或撤回邀请。"), name=waiting.person.name
        )
    dossier.refuse_incomplete(found.lacking)
    if not found.total.is_valid:
        raise Refused(
            N_("无法评分的权重是 {missing}，超过 {most}，这张卡无效。请补资料，"
               "或让客户继续预付。"),
            missing=f"{found.total.missing.normalize():f}", most=found.policy.most_missing,
        )  # fmt: skip
    grading.refuse_limit(
        found.limit_yuan, formula_yuan=found.formula_yuan, reason=row.limit_reason,
        found=found.graded.grade, share=found.policy.by_hand,
    )  # fmt: skip
    if row.is_special and not row.limit_reason.strip():
        raise Refused(N_("首次交易就给信用，请写明特批的理由。"), field="limit_reason")


def _keep(row: Evaluation, found) -> None:
    """Store what it comes to, and what that is made of, as it is now."""
    row.told = queries.told_of(row, found) | {"is_limit_typed": row.limit_yuan is not None}
    row.score, row.grade = found.total.score, found.graded.grade
    row.formula_yuan, row.limit_yuan = found.formula_yuan, found.limit_yuan
    row.terms_days, row.grace_days = found.terms_days, found.grace_days
    row.until_on = found.until_on
    automatic = [trait for trait in found.traits if trait.measure in AUTOMATIC]
    row.marks.filter(evaluator=None, trait__in=[trait.id for trait in automatic]).delete()
    Mark.objects.bulk_create([
        Mark(
            evaluation=row, trait_id=trait.id, score=found.scores[trait.id],
            value=_short(found.facts.values[trait.measure].value),
            note=str(found.facts.values[trait.measure].said)[:400],
        )
        for trait in automatic
    ])  # fmt: skip


def _short(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(Decimal("0.000001"))


def payload_of(row: Evaluation) -> dict:
    """What is judged, as it stands."""
    return {
        "card": str(row.card), "score": str(row.score), "grade": row.grade,
        "limit_yuan": str(yuan(row.limit_yuan)), "formula_yuan": str(yuan(row.formula_yuan)),
        "terms_days": row.terms_days, "until_on": row.until_on.isoformat(),
        "limit_reason": row.limit_reason, "conclusion": row.conclusion,
        "caps": retold(row.told.get("caps", [])), "below": retold(row.told.get("below", "")),
    }  # fmt: skip


LABELS = {
    "card": N_("评分卡"), "score": N_("得分"), "grade": N_("建议信用等级"), "caps": N_("封顶原因"),
    "formula_yuan": N_("公式额度"), "limit_yuan": N_("信用额度"),
    "limit_reason": N_("调整额度的理由"), "terms_days": N_("账期（天）"),
    "until_on": N_("有效期至"), "conclusion": N_("分析结论"), "below": N_("提醒"),
}  # fmt: skip


def _lines(payload: Mapping, replaced: Mapping) -> Iterable[ShownLine]:
    for name, label in LABELS.items():
        value = payload.get(name)
        if value in ("", None, []):
            continue
        if name == "grade":
            value = CreditGrade(value).chinese
        elif name.endswith("_yuan"):
            value = show_yuan(value)
        elif name == "caps":
            value = "；".join(value)
        field = name if name not in ("caps", "below") else "told"
        yield ShownLine(field, label, "", str(value))


def _size(row: Evaluation, payload: Mapping) -> str:
    limit, formula = Decimal(payload["limit_yuan"]), Decimal(payload["formula_yuan"])
    is_within = grading.is_within(limit, formula, queries.policy().by_hand)
    return "within" if is_within and not row.is_special else "beyond"


def _facts(row: Evaluation, payload: Mapping) -> dict:
    return {
        "size": _size(row, payload), "amount": payload["limit_yuan"],
        "unit": row.customer.org_unit.path if row.customer.org_unit_id else "",
    }  # fmt: skip


@transaction.atomic
def _apply(row: Evaluation, payload: Mapping, *, by, case: ApprovalCase) -> None:
    """The grade holds from now on, or is proposed where the customer is a key account (D-20)."""
    rows = Evaluation.objects.select_for_update(of=("self",)).select_related("customer", "by")
    row = rows.get(pk=row.pk)
    if row.state != EvaluationState.PENDING or payload != payload_of(row):
        raise Refused(N_("评价在审批期间变了，请重新提交。"))
    last = case.entries.filter(act=Act.AGREE).select_related("by").order_by("-id").first()
    by = last.by if last else None
    if by is None or by.pk == row.by_id:
        raise Refused(N_("评价人不能批准自己的评价。请由另一位审批人决定。"))
    with recorded(row, APPROVED, by=by, reason=f"审批 {case.pk}"):
        row.state, row.approved_by = EvaluationState.APPROVED, by
        row.approved_on = timezone.localdate()
        row.save(update_fields=["state", "approved_by", "approved_on"])
    reason = str(say(N_("信用评价 {no}，{score} 分"), no=row.no, score=row.score))
    if row.customer.ka_status == KaStatus.KEY:
        publish(GradeProposed(
            evaluation_id=row.pk, customer_id=row.customer_id, grade=row.grade,
            limit_yuan=row.limit_yuan, terms_days=row.terms_days, grace_days=row.grace_days,
            until_on=row.until_on, reason=reason, by_id=by.pk,
        ))  # fmt: skip
        return
    graded = credit.Graded(
        CreditGrade(row.grade), row.limit_yuan, row.terms_days, row.grace_days, row.until_on
    )
    credit.apply_grade(row.customer, graded, reason=reason, by=by)


EVALUATION = Subject(
    code=access.SUBJECT, label=N_("信用评价"), model=Evaluation,
    fields=(
        FactField("size", N_("额度"), FactSort.CHOICE, SIZES),
        FactField("amount", N_("信用额度（元）"), FactSort.NUMBER),
        FactField("unit", N_("客户所属部门"), FactSort.UNIT),
    ),
    visible=access.visible_evaluations, facts=_facts, replaced=lambda row, payload: {},
    lines=_lines, apply=_apply, barred=lambda row: [row.by_id],
)  # fmt: skip


def declare() -> None:
    """Make the request known to approvals."""
    approvals.declare_subject(EVALUATION)


def seed_approvals(*, by=None) -> None:
    """One approval within the range of the formula, two beyond it (D-3); a company changes it."""
    director = _step("总监批准", "marketing_director")
    flows = {
        "信用评价（超出公式范围）": Definition(
            (Condition("size", Operator.IN, ("beyond",)),),
            (_step("总部大客户管理中心审核", "ka_centre_hq"), director),
        ),
        "信用评价": Definition((Condition("size", Operator.IN, ("within",)),), (director,)),
    }
    seed_definitions(access.SUBJECT, flows, by=by)


def _step(name: str, role: str) -> Step:
    return Step(
        name=name, approvers=(Approver(ApproverSort.ROLE, role),), mode=StepMode.ANY,
        limit_hours=16, timeout=Timeout.ESCALATE,
    )  # fmt: skip
