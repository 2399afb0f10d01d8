"""One request on its way: what is asked, whose turn it is, what everybody said."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.kernel.privacy import DataClass, classed

from ..terms import OPEN_STATES, Act, CaseState, GrantState, Place, SeatState, StepMode
from .definitions import ApprovalDefinition


class ApprovalCase(models.Model):
    """One request with a snapshot of what is judged; its approval is a right used once (A-32)."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    subject = models.CharField(_("申请类型"), max_length=40)
    kind = models.CharField(_("对象类型"), max_length=60)
    object_id = models.BigIntegerField(_("对象"))
    title = classed(models.CharField(_("标题"), max_length=160), DataClass.PERSONAL, mask=None)
    applicant = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("申请人"))
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+", verbose_name=_("申请部门"))
    reason = models.CharField(_("申请理由"), max_length=400)
    definition = models.ForeignKey(
        ApprovalDefinition, models.PROTECT, related_name="cases", verbose_name=_("审批流程")
    )
    definition_version = models.PositiveIntegerField(_("流程版本"))
    steps = models.JSONField(
        _("步骤")
    )  # as `rules.written` stores them: later edits change nothing
    chosen = models.JSONField(_("自选的审批人"), default=dict, blank=True)  # step number -> [id]
    # What is asked, what it would replace, and the conditions' facts, as the subject gave them.
    payload = classed(models.JSONField(_("申请内容")), DataClass.PERSONAL)
    replaced = classed(models.JSONField(_("原来的内容")), DataClass.PERSONAL)
    facts = models.JSONField(_("条件依据"), default=dict)
    digest = models.CharField(_("内容摘要"), max_length=64)
    state = models.CharField(
        _("状态"), max_length=10, choices=CaseState.choices(), default=CaseState.PENDING
    )
    round = models.PositiveSmallIntegerField(_("第几次提交"), default=1)
    step_number = models.PositiveSmallIntegerField(_("当前步骤"), default=0)
    submitted_at = models.DateTimeField(_("提交时间"))
    closed_at = models.DateTimeField(_("结束时间"), null=True, blank=True)
    grant = models.CharField(
        _("生效情况"), max_length=8, choices=GrantState.choices(), default=GrantState.NONE
    )
    grant_until = models.DateTimeField(_("有效至"), null=True, blank=True)
    grant_problem = models.CharField(_("未生效的原因"), max_length=300, blank=True)
    applied_at = models.DateTimeField(_("生效时间"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("审批"), ngettext_lazy("审批", "审批", 2)
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["kind", "object_id"], name="cases_of_record"),
            models.Index(fields=["applicant", "-id"], name="cases_of_applicant"),
            models.Index(fields=["grant", "grant_until"], name="cases_by_grant"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "kind", "object_id"],
                condition=Q(state__in=OPEN_STATES),
                name="one_open_case_of_record",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("approvals:case", args=[self.pk])


class CaseStep(models.Model):
    """One step of one round of a case, from its beginning to its end."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    case = models.ForeignKey(
        ApprovalCase, models.CASCADE, related_name="passed", verbose_name=_("审批")
    )
    round = models.PositiveSmallIntegerField(_("第几次提交"))
    number = models.PositiveSmallIntegerField(_("步骤"))
    name = models.CharField(_("名称"), max_length=60)
    mode = models.CharField(_("方式"), max_length=8, choices=StepMode.choices())
    opened_at = models.DateTimeField(_("开始时间"))
    closed_at = models.DateTimeField(_("结束时间"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("审批步骤"), ngettext_lazy("审批步骤", "审批步骤", 2)
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["case", "round", "number"], name="step_once_a_round")
        ]

    def __str__(self) -> str:
        return self.name


class Seat(models.Model):
    """One approver's part in a step."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    step = models.ForeignKey(
        CaseStep, models.CASCADE, related_name="seats", verbose_name=_("审批步骤")
    )
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("审批人"))
    position = models.PositiveSmallIntegerField(_("次序"))
    parent = models.ForeignKey(
        "self",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="added",
        verbose_name=_("加签人"),
    )
    place = models.CharField(_("位置"), max_length=8, choices=Place.choices(), blank=True)
    state = models.CharField(
        _("状态"), max_length=11, choices=SeatState.choices(), default=SeatState.WAITING
    )
    opened_at = models.DateTimeField(_("轮到时间"), null=True, blank=True)
    decided_at = models.DateTimeField(_("决定时间"), null=True, blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("决定人")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("审批席位"), ngettext_lazy("审批席位", "审批席位", 2)
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["person", "state", "-id"], name="seats_of_person")]
        constraints = [
            models.UniqueConstraint(fields=["step", "person"], name="one_seat_a_step"),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.step}"


class CaseEntry(models.Model):
    """What somebody did in a case, with his opinion and what he judged; never changed."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    case = models.ForeignKey(
        ApprovalCase, models.CASCADE, related_name="entries", verbose_name=_("审批")
    )
    at = models.DateTimeField(_("时间"))
    by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("操作人")
    )
    # Whose seat it was, when somebody stood in: "A 代 B" (M-6).
    instead_of = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("代")
    )
    act = models.CharField(_("操作"), max_length=12, choices=Act.choices())
    opinion = models.CharField(_("意见"), max_length=400, blank=True)
    people = models.CharField(_("涉及的人"), max_length=200, blank=True)
    step = models.CharField(_("步骤"), max_length=60, blank=True)
    round = models.PositiveSmallIntegerField(_("第几次提交"))
    digest = models.CharField(_("内容摘要"), max_length=64)

    class Meta:
        verbose_name, verbose_name_plural = _("审批记录"), ngettext_lazy("审批记录", "审批记录", 2)
        ordering = ["id"]

    def __str__(self) -> str:
        return Act(self.act).label


class CaseCopy(models.Model):
    """One person who is to know of a case without deciding it."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    case = models.ForeignKey(
        ApprovalCase, models.CASCADE, related_name="copies", verbose_name=_("审批")
    )
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("抄送人"))
    at = models.DateTimeField(_("抄送时间"))

    class Meta:
        verbose_name, verbose_name_plural = _("抄送"), ngettext_lazy("抄送", "抄送", 2)
        ordering = ["-id"]
        indexes = [models.Index(fields=["person", "-id"], name="copies_of_person")]
        constraints = [models.UniqueConstraint(fields=["case", "person"], name="copied_once")]

    def __str__(self) -> str:
        return f"{self.case} → {self.person}"
