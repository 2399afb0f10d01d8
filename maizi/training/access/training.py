"""Who sees courses, classes and certificates, who keeps them (F-52)."""

from django.db.models import Q, QuerySet

from maizi.accounts.access import Entity, exports_frozen, rights_of, within
from maizi.accounts.models import User
from maizi.fields.access import NumberKind, NumberShape, Parameter
from maizi.fields.terms import Section, Sort
from maizi.inbox.access import EventKind
from maizi.kernel.texts import N_

from ..models import Certificate, Course, Enrolment, TrainingClass

TRAINING = Entity(
    "training",
    N_("培训与经验交流"),
    {
        "read": N_("查看课程和自己的证书"),
        "lead": N_("查看下属的证书"),
        "manage": N_("管理课程、培训班、证书与交流会"),
        "share": N_("写经验"),
        "review": N_("审核经验"),
        "export": N_("导出"),
    },
)
CODE = TRAINING.code
COURSE_NUMBERS = (
    NumberKind("training_class", N_("培训班编号"), NumberShape("PX")),
    NumberKind("certificate", N_("培训证书编号"), NumberShape("ZS")),
)
COURSE_EVENTS = (
    EventKind("training.enrolled", N_("我的培训班"), by_mail=True),
    EventKind("training.result", N_("我的考试成绩和证书")),
    EventKind("training.ending", N_("培训证书快到期"), by_mail=True),
    EventKind("training.revoked", N_("培训证书被吊销"), by_mail=True),
)
SOURCE = {"source": "S003§14.4", "rule": "F-52"}
TRAINING_PARAMETERS = (
    Parameter(
        "training.warn_days", N_("培训证书到期前多少天提醒"), Section.SERVICE, Sort.INTEGER, 60,
        unit=N_("天"), least=1, most=365, note=N_("提醒本人和上级。"), **SOURCE,
    ),
    Parameter(
        "training.most_attempts", N_("一个培训班里最多考几次"), Section.SERVICE, Sort.INTEGER, 3,
        unit=N_("次"), least=1, most=20, **SOURCE,
    ),
)  # fmt: skip


def visible_courses(user) -> QuerySet[Course]:
    """Every course, for whoever takes part in training."""
    return Course.objects.all() if may_train(user, "view") else Course.objects.none()


def visible_classes(user) -> QuerySet[TrainingClass]:
    """Every class, for whoever takes part in training: who sits in it is another matter."""
    return TrainingClass.objects.all() if may_train(user, "view") else TrainingClass.objects.none()


def visible_enrolments(user) -> QuerySet[Enrolment]:
    """One's own, those of the classes one teaches, those of whom one leads; all for its keepers."""
    taught = Q(training_class__trainer=user.pk)
    return _of_people(user, Enrolment.objects.all(), taught)


def visible_certificates(user) -> QuerySet[Certificate]:
    """One's own, and those of whom one leads; all for who keeps training."""
    return _of_people(user, Certificate.objects.all(), Q(pk__in=[]))


def visible_learners(user) -> QuerySet[User]:
    """Whose certificates one sees: one's own, whom one leads; everybody for who keeps training."""
    rights = rights_of(user)
    if not rights.may(CODE, "read"):
        return User.objects.none()
    if rights.may(CODE, "manage"):
        return User.objects.all()
    reach = within(user, rights.sight(CODE, "lead"), owner="pk", unit="unit")
    return User.objects.filter(reach | Q(pk=user.pk))


def may_train(user, verb: str, row=None) -> bool:
    """Whether somebody may do `verb`.

    teach  note presence and results of a class: its trainer, and who keeps training
    """
    rights = rights_of(user)
    if verb in ("view", "unmask"):
        return rights.may(CODE, "read")
    if verb == "export":
        return rights.may(CODE, "export") and not exports_frozen(user)
    if verb == "teach":
        own = row is not None and row.trainer_id == user.pk and rights.may(CODE, "read")
        return own or rights.may(CODE, "manage")
    return rights.may(CODE, "manage" if verb in ("add", "change") else verb)


def may_look(user, verb: str, row=None) -> bool:
    """Certificates come of examinations alone: nobody writes one."""
    return verb not in ("add", "change") and may_train(user, verb, row)


def _of_people(user, rows: QuerySet, more: Q) -> QuerySet:
    rights = rights_of(user)
    if not rights.may(CODE, "read"):
        return rows.none()
    if rights.may(CODE, "manage"):
        return rows
    return rows.filter(more | Q(person__in=visible_learners(user).values("pk")))
