"""What follows from answers: cases of dissatisfied customers, shortfalls and improvements."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.complaints.models import Complaint, Improvement
from maizi.complaints.terms import Step
from maizi.customers.models import Customer
from maizi.kernel.privacy import DataClass, classed

from ..terms import AlertState, Decision
from .answers import Response
from .questionnaires import Indicator, Question
from .rounds import Round

PLAIN = {"data_class": DataClass.PERSONAL, "mask": None}


class Alert(models.Model):
    """One dissatisfied customer, looked after in seven steps (E-11).

    question, mark  the answer that gave the alarm, the worst if there were several
    """

    data_class_default = DataClass.INTERNAL
    sortable = ("due_on", "mark", "owner")

    id = id_field()
    response = models.OneToOneField(
        Response, models.CASCADE, related_name="alert", verbose_name=_("答卷")
    )
    round = models.ForeignKey(
        Round, models.CASCADE, related_name="alerts", verbose_name=_("满意度调查")
    )
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="survey_alerts", verbose_name=_("客户")
    )
    question = models.ForeignKey(
        Question, models.PROTECT, related_name="+", verbose_name=_("低分的题")
    )
    mark = models.PositiveSmallIntegerField(_("打了几分"))
    state = models.CharField(
        _("状态"), max_length=10, choices=AlertState.choices(), default=AlertState.OPEN
    )
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("负责人"))
    org_unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="+", editable=False, verbose_name=_("部门")
    )
    raised_at = models.DateTimeField(_("发现时间"))
    due_on = models.DateField(_("联系期限"))
    done_at = models.DateTimeField(_("了结时间"), null=True)
    result = classed(models.CharField(_("结果"), max_length=400, blank=True), **PLAIN)
    complaint = models.ForeignKey(
        Complaint, models.SET_NULL, null=True, related_name="+", verbose_name=_("投诉")
    )

    class Meta:
        verbose_name = _("不满意提醒")
        verbose_name_plural = ngettext_lazy("不满意提醒", "不满意提醒", 2)
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["owner", "state"], name="alerts_of_owner")]

    def __str__(self) -> str:
        return f"{self.customer} · {self.round}"

    def get_absolute_url(self) -> str:
        return reverse("satisfaction:alert", args=[self.pk])


class AlertStep(models.Model):
    """That one of the seven steps was taken: by whom, when, how (E-11)."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    alert = models.ForeignKey(
        Alert, models.CASCADE, related_name="steps", verbose_name=_("不满意提醒")
    )
    step = models.CharField(_("步骤"), max_length=10, choices=Step.choices())
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("完成人")
    )
    at = models.DateTimeField(_("完成时间"))
    note = classed(models.CharField(_("说明"), max_length=400, blank=True), **PLAIN)

    class Meta:
        verbose_name = verbose_name_plural = _("七步")
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["alert", "step"], name="alert_step_once")]

    def __str__(self) -> str:
        return self.get_step_display()


class Shortfall(models.Model):
    """One thing that was not good enough in a round, and what is done about it (F-55, G-1).

    indicator  the low indicator it was proposed for; None for one that somebody added
    because    why nothing is done
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    round = models.ForeignKey(
        Round, models.CASCADE, related_name="shortfalls", verbose_name=_("满意度调查")
    )
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, related_name="+", verbose_name=_("指标")
    )
    title = models.CharField(_("不足"), max_length=120)
    value = models.DecimalField(_("得分"), max_digits=5, decimal_places=2, null=True)
    decision = models.CharField(
        _("决定"), max_length=6, choices=Decision.choices(), default=Decision.OPEN
    )
    because = models.CharField(_("为什么不采取措施"), max_length=400, blank=True)
    improvement = models.ForeignKey(
        Improvement, models.PROTECT, null=True, related_name="+", verbose_name=_("改进措施")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("服务不足"), ngettext_lazy("服务不足", "服务不足", 2)
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "indicator"], condition=Q(indicator__isnull=False),
                name="shortfall_of_indicator_once",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title
