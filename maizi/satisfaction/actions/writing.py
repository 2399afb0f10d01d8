"""Write questionnaires: indicators, questions, versions (G-9)."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from .. import queries
from ..models import Indicator, Question, Questionnaire
from ..rules.course import check_ready
from ..terms import QuestionKind, QuestionnaireState

MOST_QUESTIONS, MOST_INDICATORS, MOST_CHOICES = 60, 20, 20
FROZEN = N_("这个版本已经定稿，不能再改。请新建一个版本。")


@transaction.atomic
def save_questionnaire(row: Questionnaire, verb: str, *, by) -> Questionnaire:
    """Store the words of a draft; the caller records. Raises Refused once it may be sent."""
    if row._state.adding:
        row.created_by = by
    else:
        _draft(row)
    row.title = " ".join(row.title.split())
    row.save()
    return row


@transaction.atomic
def save_indicator(row: Indicator, *, by) -> Indicator:
    """Store an indicator of a draft. Raises Refused for a second of the same name."""
    _draft(row.questionnaire)
    row.name = " ".join(row.name.split())
    others = Indicator.objects.filter(questionnaire=row.questionnaire_id).exclude(pk=row.pk)
    if others.filter(name=row.name).exists():
        raise Refused(N_("已经有叫这个名字的指标。"), field="name")
    if row._state.adding:
        if others.count() >= MOST_INDICATORS:
            raise Refused(N_("一份问卷最多 {most} 个指标。"), most=MOST_INDICATORS)
        row.position = (others.aggregate(n=Max("position"))["n"] or 0) + 1
    with recorded(row, Verb.CREATE if row._state.adding else Verb.CHANGE, by=by):
        row.save()
    return row


@transaction.atomic
def drop_indicator(row: Indicator, *, by) -> None:
    """Take an indicator out of a draft; its questions stay, and feed nothing."""
    _draft(row.questionnaire)
    row.questions.update(percent=None)
    with recorded(row, Verb.DELETE, by=by):
        row.delete()


@transaction.atomic
def weigh(row: Questionnaire, percents: dict[int, object], *, told: str = "", by) -> Questionnaire:
    """Give the indicators of a draft their weights, by id.

    told  how they came about, for the history
    """
    row = _draft(row)
    for one in row.indicators.filter(pk__in=percents):
        with recorded(one, N_("定权重"), by=by, reason=told):
            one.percent = percents[one.pk]
            one.save(update_fields=["percent"])
    return row


@transaction.atomic
def save_question(row: Question, *, by) -> Question:
    """Store a question of a draft, a new one at the end.

    Raises Refused without two choices where there are choices, with an indicator for what is no
    mark, and for a second overall mark.
    """
    _draft(row.questionnaire)
    kind = QuestionKind(row.kind)
    row.text, row.section = " ".join(row.text.split()), " ".join(row.section.split())
    row.choices = [" ".join(one.split()) for one in row.choices if one.strip()][:MOST_CHOICES]
    _check(row, kind)
    others = Question.objects.filter(questionnaire=row.questionnaire_id).exclude(pk=row.pk)
    if row.is_overall and others.filter(is_overall=True).exists():
        raise Refused(N_("已经有一道总体满意度题，一份问卷只能有一道。"), field="is_overall")
    if row._state.adding:
        if others.count() >= MOST_QUESTIONS:
            raise Refused(N_("一份问卷最多 {most} 道题：太长没有人答完。"), most=MOST_QUESTIONS)
        row.position = (others.aggregate(n=Max("position"))["n"] or 0) + 1
    with recorded(row, Verb.CREATE if row._state.adding else Verb.CHANGE, by=by):
        row.save()
    return row


@transaction.atomic
def drop_question(row: Question, *, by) -> None:
    """Take a question out of a draft."""
    _draft(row.questionnaire)
    with recorded(row, Verb.DELETE, by=by):
        row.delete()


@transaction.atomic
def move_question(row: Question, *, up: bool, by) -> None:
    """One place up or down; at the end nothing happens."""
    _draft(row.questionnaire)
    found = list(Question.objects.filter(questionnaire=row.questionnaire_id))
    at = [one.pk for one in found].index(row.pk)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(found):
        return
    found[at], found[to] = found[to], found[at]
    for position, one in enumerate(found, 1):
        one.position = position
    Question.objects.bulk_update(found, ["position"])


@transaction.atomic
def make_ready(row: Questionnaire, *, by) -> Questionnaire:
    """From now on it may be sent, and nothing in it changes. Raises Refused, naming the gap."""
    row = _draft(row)
    check_ready(QuestionnaireState(row.state), *queries.drafted(row))
    with recorded(row, N_("定稿"), by=by):
        row.state, row.ready_at = QuestionnaireState.READY, timezone.now()
        row.save(update_fields=["state", "ready_at"])
    return row


@transaction.atomic
def renew(row: Questionnaire, *, by) -> Questionnaire:
    """The next version, a draft with the same questions. Raises Refused while one is a draft."""
    head = Questionnaire.objects.select_for_update().get(pk=row.first_id or row.pk)
    versions = Questionnaire.objects.filter(first=head.pk)
    if head.is_draft or versions.filter(state=QuestionnaireState.DRAFT).exists():
        raise Refused(N_("已经有一个版本在修改。请先把它定稿。"))
    made = Questionnaire(
        title=row.title, type=row.type, intro=row.intro, thanks=row.thanks, first=head,
        version=(versions.aggregate(n=Max("version"))["n"] or 1) + 1, created_by=by,
    )  # fmt: skip
    with recorded(made, Verb.CREATE, by=by):
        made.save()
    _copied(row, made)
    return made


@transaction.atomic
def retire(row: Questionnaire, *, by) -> Questionnaire:
    """It is offered to no new round; rounds that use it go on."""
    row = _locked(row)
    if row.state != QuestionnaireState.READY:
        raise Refused(N_("只有可用的问卷才能停用。"), code="state")
    with recorded(row, N_("停用"), by=by):
        row.state = QuestionnaireState.RETIRED
        row.save(update_fields=["state"])
    return row


def _copied(source: Questionnaire, made: Questionnaire) -> None:
    known = {
        one.pk: Indicator.objects.create(
            questionnaire=made, name=one.name, percent=one.percent, position=one.position
        )
        for one in source.indicators.all()
    }
    for one in source.questions.all():
        Question.objects.create(
            questionnaire=made, position=one.position, section=one.section, kind=one.kind,
            text=one.text, top=one.top, choices=one.choices, is_required=one.is_required,
            is_overall=one.is_overall, indicator=known.get(one.indicator_id), percent=one.percent,
        )  # fmt: skip


def _check(row: Question, kind: QuestionKind) -> None:
    if not row.text:
        raise Refused(N_("请写下题目。"), field="text")
    if kind in (QuestionKind.ONE, QuestionKind.MANY):
        if len(row.choices) < 2:
            raise Refused(N_("选择题至少要有两个选项，一行一个。"), field="choices")
    else:
        row.choices = []
    if kind == QuestionKind.PAIR:
        row.top = 5  # G-6 compares on five points
    if row.indicator is None or not kind.is_marked:
        if row.indicator is not None:
            raise Refused(N_("只有打分、期望与感受这两种题能计入指标。"), field="indicator")
        row.percent = None
    elif row.indicator.questionnaire_id != row.questionnaire_id:
        raise Refused(N_("请选这份问卷的指标。"), field="indicator")
    elif not row.percent:
        raise Refused(N_("请写这道题在指标里的权重。"), field="percent")
    if row.is_overall and kind != QuestionKind.SCALE:
        raise Refused(N_("总体满意度题要用打分题。"), field="is_overall")


def _locked(row: Questionnaire) -> Questionnaire:
    return Questionnaire.objects.select_for_update(of=("self",)).get(pk=row.pk)


def _draft(row: Questionnaire) -> Questionnaire:
    found = _locked(row)
    if not found.is_draft:
        raise Refused(FROZEN, code="frozen")
    return found
