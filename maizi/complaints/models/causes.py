"""Why things go wrong, what is done about it, and what everybody should know (E-6, E-9, E-11)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass

from ..terms import CauseSort, EffectVerdict, ImprovementState


class Cause(models.Model):
    """One cause that complaints are counted under."""

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    sortable = ("name", "sort")

    id = id_field()
    name = models.CharField(_("原因"), max_length=60, unique=True)
    sort = models.CharField(_("因素"), max_length=12, choices=CauseSort.choices())
    note = models.CharField(_("说明"), max_length=200, blank=True)
    is_active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name, verbose_name_plural = _("投诉原因"), ngettext_lazy("投诉原因", "投诉原因", 2)
        ordering = ["sort", "name"]

    def __str__(self) -> str:
        return self.name


class Improvement(models.Model):
    """One measure against one cause, followed until its effect is seen in numbers."""

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    sortable = ("due_on", "owner")
    label_field = "title"

    id = id_field()
    title = models.CharField(_("改进措施"), max_length=120)
    cause = models.ForeignKey(
        Cause, models.PROTECT, related_name="improvements", verbose_name=_("针对的原因")
    )
    measures = models.TextField(_("具体做法"), max_length=2000, blank=True)
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("负责人"))
    due_on = models.DateField(_("完成期限"))
    state = models.CharField(
        _("状态"), max_length=8, choices=ImprovementState.choices(),
        default=ImprovementState.OPEN, editable=False,
    )  # fmt: skip
    done_on = models.DateField(_("完成日期"), null=True, editable=False)
    before = models.PositiveIntegerField(_("之前的投诉数"), null=True, editable=False)
    after = models.PositiveIntegerField(_("之后的投诉数"), null=True, editable=False)
    verdict = models.CharField(
        _("效果"), max_length=8, choices=EffectVerdict.choices(), blank=True, editable=False
    )
    conclusion = models.CharField(_("评估结论"), max_length=400, blank=True, editable=False)
    checked_on = models.DateField(_("评估日期"), null=True, editable=False)
    created_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("提出人"), editable=False
    )
    created_at = models.DateTimeField(_("提出时间"), auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("改进措施"), ngettext_lazy("改进措施", "改进措施", 2)
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ImprovementState.OPEN.value)
                | Q(state=ImprovementState.DROPPED.value) | Q(done_on__isnull=False),
                name="improvement_done_on",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("complaints:improvement", args=[self.pk])


class Lesson(models.Model):
    """What everybody at the front should know of one complaint: the seventh step (E-11)."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    complaint = models.OneToOneField(
        "Complaint", models.CASCADE, related_name="lesson", verbose_name=_("投诉")
    )
    title = models.CharField(_("案例标题"), max_length=80)
    text = models.TextField(_("案例与教训"), max_length=4000)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("发布人"))
    at = models.DateTimeField(_("发布时间"))

    class Meta:
        verbose_name, verbose_name_plural = _("投诉案例"), ngettext_lazy("投诉案例", "投诉案例", 2)
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("complaints:lesson", args=[self.pk])


class LessonRead(models.Model):
    """That one person has read a lesson and says so."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    lesson = models.ForeignKey(
        Lesson, models.CASCADE, related_name="reads", verbose_name=_("投诉案例")
    )
    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("学习人"))
    at = models.DateTimeField(_("学习时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("案例学习")
        ordering = ["-at"]
        constraints = [models.UniqueConstraint(fields=["lesson", "user"], name="lesson_read_once")]

    def __str__(self) -> str:
        return f"{self.user} · {self.lesson}"
