"""What a company lays down: promises, points, engineers, knowledge, emergency plans."""

from django.db import transaction
from django.utils.translation import gettext as _

from maizi.accounts.models import OrgUnit
from maizi.fields.actions import change_parameter
from maizi.fields.queries import parameter
from maizi.history.actions import recorded
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import access, queries
from ..models import Article, Duty, EmergencyPlan, Engineer, Skill
from ..rules.matrix import Matrix, check_matrix
from ..terms import ArticleState

NEXT = {ArticleState.DRAFT: ArticleState.REVIEWED, ArticleState.REVIEWED: ArticleState.PUBLISHED}
STEPS = {
    ArticleState.REVIEWED: N_("审核"), ArticleState.PUBLISHED: N_("发布"),
    ArticleState.RETIRED: N_("停用"),
}  # fmt: skip
YES, NO = "yes", "no"


@transaction.atomic
def save_matrix(matrix: Matrix, *, unit: OrgUnit | None, reason: str, by) -> list[str]:
    """Let new promises hold from now on, in the company or in one unit; which lists changed (F-4).

    Clocks that run keep what was promised. Raises Refused, naming the cell, for what is not
    monotone, without a reason, and when nothing is different.
    """
    if not access.may_set_up(by, "change"):
        raise Refused(_("您不能修改服务时限。请联系售后服务部负责人。"))
    check_matrix(matrix)
    given = dict(zip(queries.CODES, (
        matrix.radii_km, matrix.response_minutes, matrix.arrive_minutes, matrix.restore_minutes,
        matrix.round_the_clock,
    ), strict=True))  # fmt: skip
    changed = [code for code, values in given.items() if tuple(parameter(code, unit)) != values]
    if not changed:
        raise Refused(_("和现在的时限一样，没有要修改的。"))
    for code in changed:
        change_parameter(code, given=_typed(given[code]), by=by, reason=reason, unit=unit)
    return changed


def _typed(values: tuple) -> list[str]:
    return [(YES if value else NO) if isinstance(value, bool) else str(value) for value in values]


def save_engineer(row: Engineer, verb: str, *, by) -> None:
    """Store an engineer; inside `recorded`. Raises Refused for who may not work on site."""
    if not access.may(row.user, "work"):
        raise Refused(
            _("%s 没有“服务工单：上门服务”的权限，不能派工。请管理员先给这个权限。") % row.user,
            field="user",
        )
    row.save()


@transaction.atomic
def set_skills(row: Engineer, skills: list[Skill], *, by) -> None:
    """What an engineer can mend, from now on (F-52). Raises Refused for a family named twice."""
    families = [one.category_id for one in skills]
    if len(set(families)) < len(families):
        raise Refused(_("同一产品类别写了两次，请合成一行。"))
    row = Engineer.objects.select_for_update(of=("self",)).get(pk=row.pk)
    with recorded(row, N_("修改技能"), by=by):
        row.skills.all().delete()
        for one in skills:
            one.engineer = row
        Skill.objects.bulk_create(skills)


@transaction.atomic
def add_duty(duty: Duty, *, by) -> Duty:
    """Some hours on call, or off. Raises Refused for hours without a length."""
    if duty.until <= duty.since:
        raise Refused(_("结束时间必须晚于开始时间。"), field="until")
    with recorded(duty, "create", by=by):
        duty.save()
    return duty


@transaction.atomic
def remove_duty(duty: Duty, *, by) -> None:
    """These hours are not different after all."""
    with recorded(duty, "delete", by=by):
        duty.delete()


def save_article(row: Article, verb: str, *, by) -> None:
    """Store an article; what is changed is a draft again. Inside `recorded`."""
    row.author = row.author or by
    if not row._state.adding:
        row.state = ArticleState.DRAFT
        row.reviewer = None
    row.save()


@transaction.atomic
def advance_article(row: Article, *, by) -> Article:
    """Draft → reviewed → published; reviewed by somebody else than the author (F-54)."""
    row = Article.objects.select_for_update(of=("self",)).get(pk=row.pk)
    target = NEXT.get(ArticleState(row.state))
    if target is None:
        raise Refused(_("这篇文章已经发布或停用。"))
    if target == ArticleState.REVIEWED and row.author_id == by.pk:
        raise Refused(_("自己写的文章请另一位同事审核。"))
    with recorded(row, STEPS[target], by=by):
        row.state = target
        if target == ArticleState.REVIEWED:
            row.reviewer = by
        row.save(update_fields=["state", "reviewer", "changed_at"])
    return row


@transaction.atomic
def retire_article(row: Article, *, by) -> Article:
    """An article is not offered any more; tickets that it answered keep it."""
    with recorded(row, STEPS[ArticleState.RETIRED], by=by):
        row.state = ArticleState.RETIRED
        row.save(update_fields=["state", "changed_at"])
    return row


def save_emergency_plan(row: EmergencyPlan, verb: str, *, by) -> None:
    """Store a plan; inside `recorded`. Raises Refused for a chain without anybody in it."""
    if not row.chain.strip():
        raise Refused(_("联系顺序里至少要有一个人和电话。"), field="chain")
    row.save()
