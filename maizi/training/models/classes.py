"""Classes: where and when a course is taught, who takes part, what each achieved (F-52)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass

from ..terms import ClassState, Presence
from .courses import FULL, Course

MOST_SEATS = 500


class TrainingClass(models.Model):
    """One time a course is taught."""

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    sortable = ("starts_at", "no")
    label_field = "no"

    id = id_field()
    no = models.CharField(_("培训班编号"), max_length=32, unique=True, editable=False)
    course = models.ForeignKey(
        Course, models.PROTECT, related_name="classes", verbose_name=_("培训课程")
    )
    starts_at = models.DateTimeField(_("开课时间"))
    place = models.CharField(_("地点"), max_length=120)
    trainer = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("讲师"))
    seats = models.PositiveSmallIntegerField(
        _("名额"), default=20, validators=[MinValueValidator(1), MaxValueValidator(MOST_SEATS)]
    )
    note = models.TextField(_("说明"), max_length=1000, blank=True)
    state = models.CharField(
        _("状态"), max_length=10, choices=ClassState.choices(), default=ClassState.PLANNED,
        editable=False,
    )  # fmt: skip
    cancel_reason = models.CharField(_("取消原因"), max_length=200, blank=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("培训班"), ngettext_lazy("培训班", "培训班", 2)
        ordering = ["-starts_at", "-id"]
        indexes = [models.Index(fields=["state", "starts_at"], name="classes_by_time")]

    def __str__(self) -> str:
        return self.no

    def get_absolute_url(self) -> str:
        return reverse("training:trainingclass", args=[self.pk])


class Enrolment(models.Model):
    """One person in one class, and whether he was there."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    training_class = models.ForeignKey(
        TrainingClass, models.CASCADE, related_name="enrolments", verbose_name=_("培训班")
    )
    person = models.ForeignKey(
        User, models.PROTECT, related_name="enrolments", verbose_name=_("学员")
    )
    presence = models.CharField(
        _("考勤"), max_length=8, choices=Presence.choices(), default=Presence.UNKNOWN
    )

    class Meta:
        verbose_name, verbose_name_plural = _("学员"), ngettext_lazy("学员", "学员", 2)
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["training_class", "person"], name="enrolled_once")
        ]

    def __str__(self) -> str:
        return str(self.person)


class Attempt(models.Model):
    """One examination of one person, with the mark that was needed that day."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    enrolment = models.ForeignKey(
        Enrolment, models.CASCADE, related_name="attempts", verbose_name=_("学员")
    )
    nth = models.PositiveSmallIntegerField(_("第几次"))
    on = models.DateField(_("考试日期"))
    score = models.DecimalField(_("成绩"), max_digits=4, decimal_places=1)
    pass_mark = models.PositiveSmallIntegerField(_("及格分数"))
    examiner = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("考官"))
    at = models.DateTimeField(_("登记时间"), auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("考试成绩"), ngettext_lazy("考试成绩", "考试成绩", 2)
        ordering = ["nth", "id"]
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "nth"], name="attempt_in_order"),
            models.CheckConstraint(
                condition=Q(score__gte=0, score__lte=FULL), name="score_0_to_100"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.enrolment} {self.score}"

    @property
    def is_passed(self) -> bool:
        return self.score >= self.pass_mark
