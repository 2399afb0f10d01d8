"""Classes: planned, filled, attended, examined, ended (F-52)."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.accounts.models import User
from maizi.fields.actions import next_number
from maizi.fields.queries import parameter
from maizi.history.actions import record, recorded
from maizi.inbox.actions import notify
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from ..models import Attempt, Certificate, Enrolment, TrainingClass
from ..rules import courses as rules
from ..terms import ClassState, Presence
from .certificates import issue

ENROLLED = N_("您已报名培训班：{course}，{place}")
OFF = N_("培训班取消了：{course}（{reason}）")
FAILED = N_("{course} 考了 {score} 分，及格 {mark} 分")


def save_class(row: TrainingClass, verb: str, *, by) -> None:
    """Store a class; inside `recorded`.

    Raises Refused for a course that is retired or has no syllabus, for another course once
    somebody is enrolled, for fewer seats than are taken, for a trainer who has left or sits in
    it, and once it has ended.
    """
    if row.course.is_retired:
        raise Refused(_("这门课已停用，请选别的课程。"), field="course")
    if not row.course.hours:
        raise Refused(_("这门课还没有大纲，先写好大纲再开班。"), field="course")
    if not row.trainer.is_active:
        raise Refused(_("讲师已离职，请换一位。"), field="trainer")
    if row._state.adding:
        row.no = next_number("training_class", on=timezone.localdate(row.starts_at))
    else:
        stored = locked(row)
        rules.check_open(ClassState(stored.state))
        taken = stored.enrolments.count()
        if taken and stored.course_id != row.course_id:
            raise Refused(_("已经有人报名，不能换课程；请另开一个班。"), field="course")
        if stored.enrolments.filter(person=row.trainer_id).exists():
            raise Refused(_("讲师不能同时是学员。"), field="trainer")
        rules.check_seats(taken, 0, seats=row.seats, field="seats")
    row.save()


@transaction.atomic
def enrol(row: TrainingClass, people: Iterable[User], *, by) -> int:
    """Let people take part; they hear of it. How many are new: twice is once.

    Raises Refused when the seats do not do, for who has left, for the trainer, and once the
    class has ended.
    """
    row = locked(row)
    rules.check_open(ClassState(row.state))
    known = set(row.enrolments.values_list("person", flat=True))
    new = {one.pk: one for one in people if one.pk not in known}
    for one in new.values():
        if not one.is_active or one.pk == row.trainer_id:
            raise Refused(_("%s 是讲师或已离职，不能报名。") % one.name, field="people")
    rules.check_seats(len(known), len(new), seats=row.seats)
    Enrolment.objects.bulk_create(Enrolment(training_class=row, person=one) for one in new.values())
    if new:
        names = _("、").join(one.name for one in new.values())
        record(row, verb=N_("报名"), by=by, reason=names)
        title = say(ENROLLED, course=row.course.name, place=row.place)
        notify(to=new.values(), event="training.enrolled", title=title, about=row, by=by)
    return len(new)


@transaction.atomic
def drop(one: Enrolment, *, by) -> None:
    """Somebody does not take part after all. Raises Refused once he was there or examined."""
    row = locked(one.training_class)
    rules.check_open(ClassState(row.state))
    one = Enrolment.objects.select_for_update(of=("self",)).get(pk=one.pk)
    if one.presence == Presence.PRESENT or one.attempts.exists():
        raise Refused(_("%s 已经到课，不能退出。") % one)
    record(row, verb=N_("退出培训班"), by=by, reason=one.person.name)
    one.delete()


@transaction.atomic
def mark_presence(
    row: TrainingClass, presences: Mapping[int, Presence], *, by, now: datetime | None = None
) -> None:
    """Note who was there: enrolment -> presence.

    Raises Refused before the class has begun, once it has ended, for oneself, and for taking back
    the presence of who was examined.
    """
    row = locked(row)
    rules.check_open(ClassState(row.state))
    rules.check_begun(row.starts_at, now or timezone.now())
    for one in row.enrolments.filter(pk__in=presences).select_related("person"):
        wanted, field = presences[one.pk], f"presence_{one.pk}"
        if one.presence == wanted:
            continue
        _refuse_own(one, by, field)
        if wanted != Presence.PRESENT and one.attempts.exists():
            raise Refused(_("%s 已经考过，不能改成没有到课。") % one, field=field)
        with recorded(one, N_("登记考勤"), by=by):
            one.presence = wanted
            one.save(update_fields=["presence"])


@transaction.atomic
def enter_scores(
    row: TrainingClass, scores: Mapping[int, Decimal], *, on: date, by
) -> list[Certificate]:
    """Note one examination: enrolment -> score. Who passes has his certificate at once.

    Each hears of his result. Raises Refused at the score that does not do (`rules.check_score`),
    for oneself, for a day before the class or to come, and without any score.
    """
    row = locked(row)
    rules.check_open(ClassState(row.state))
    begun_on = timezone.localdate(row.starts_at)
    rules.check_exam(on, begun_on=begun_on, today=timezone.localdate())
    if not scores:
        raise Refused(_("还没有填任何成绩。"))
    most, made = int(parameter("training.most_attempts")), []
    enrolled = row.enrolments.filter(pk__in=scores).select_related("person")
    for one in enrolled.prefetch_related("attempts"):
        field, tried = f"score_{one.pk}", [t.is_passed for t in one.attempts.all()]
        _refuse_own(one, by, field)
        rules.check_score(scores[one.pk], presence=Presence(one.presence), tried=tried, most=most,
                          field=field)  # fmt: skip
        attempt = Attempt(
            enrolment=one, nth=len(tried) + 1, on=on, score=scores[one.pk],
            pass_mark=row.course.pass_mark, examiner=by,
        )  # fmt: skip
        with recorded(attempt, N_("登记成绩"), by=by):
            attempt.save()
        if attempt.is_passed:
            made.append(issue(attempt, course=row.course, person=one.person, by=by))
        else:
            title = say(FAILED, course=row.course.name, score=str(attempt.score),
                        mark=attempt.pass_mark)  # fmt: skip
            notify(to=[one.person], event="training.result", title=title, about=row, by=by)
    return made


@transaction.atomic
def close_class(row: TrainingClass, *, by) -> TrainingClass:
    """A class has ended. Raises Refused while it is not known who was there."""
    row = locked(row)
    rules.check_open(ClassState(row.state))
    rules.check_begun(row.starts_at, timezone.now())
    rules.check_closing([Presence(one.presence) for one in row.enrolments.all()])
    return _ended(row, state=ClassState.CLOSED, verb=N_("结束培训班"), by=by)


@transaction.atomic
def cancel_class(row: TrainingClass, *, reason: str, by) -> TrainingClass:
    """A class does not take place; who is enrolled hears why.

    Raises Refused without a reason, and once somebody was examined.
    """
    row = locked(row)
    rules.check_open(ClassState(row.state))
    reason = rules.check_reason(reason, N_("请写取消的原因，报名的人会看到。"))
    if Attempt.objects.filter(enrolment__training_class=row).exists():
        raise Refused(_("已经有人考过试，不能取消；请结束这个班。"))
    row = _ended(row, state=ClassState.CANCELLED, verb=N_("取消培训班"), by=by, reason=reason)
    title = say(OFF, course=row.course.name, reason=reason)
    people = [one.person for one in row.enrolments.select_related("person")]
    notify(to=people, event="training.enrolled", title=title, about=row, by=by)
    return row


def locked(row: TrainingClass) -> TrainingClass:
    """A class as it stands, held until the transaction ends."""
    rows = TrainingClass.objects.select_for_update(of=("self",)).select_related("course", "trainer")
    return rows.get(pk=row.pk)


def _ended(row: TrainingClass, *, state: ClassState, verb: str, by, reason: str = ""):
    with recorded(row, verb, by=by, reason=reason):
        row.state, row.cancel_reason = state, reason
        row.save(update_fields=["state", "cancel_reason"])
    return row


def _refuse_own(one: Enrolment, by, field: str) -> None:
    if one.person_id == by.pk:
        raise Refused(_("自己的考勤和成绩由别人登记。"), field=field)
