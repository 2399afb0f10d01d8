"""What happens to a complaint: its course, promises, hand-offs, the seven steps (E-1, E-8…E-12)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass, classed

from ..terms import Answer, EntryKind, HandOffState, State, Step, Topic, Way
from .complaints import Complaint

PLAIN = {"data_class": DataClass.PERSONAL, "mask": None}


class Entry(models.Model):
    """One thing said or done: who, when, what; never changed.

    is_public   whether the complainant reads it on his page
    is_reached  whether a contact reached him
    script      ticked steps of the talk, by code (E-5)
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    complaint = models.ForeignKey(
        Complaint, models.CASCADE, related_name="entries", verbose_name=_("投诉")
    )
    kind = models.CharField(_("种类"), max_length=10, choices=EntryKind.choices())
    at = models.DateTimeField(_("时间"))
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("操作人")
    )
    before = models.CharField(_("之前"), max_length=14, choices=State.choices(), blank=True)
    state = models.CharField(_("之后"), max_length=14, choices=State.choices(), blank=True)
    topic = models.CharField(_("目的"), max_length=12, choices=Topic.choices(), blank=True)
    way = models.CharField(_("方式"), max_length=8, choices=Way.choices(), blank=True)
    text = classed(models.TextField(_("内容"), max_length=4000, blank=True), **PLAIN)
    is_public = models.BooleanField(_("客户可见"), default=False)
    is_reached = models.BooleanField(_("联系上了"), null=True)
    answer = models.CharField(_("是否满意"), max_length=12, choices=Answer.choices(), blank=True)
    script = models.JSONField(_("沟通步骤"), default=list, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("投诉过程")
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["complaint", "at"], name="entries_of_complaint")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d %H:%M}"


class Promise(models.Model):
    """One thing promised to the customer: what, who, until when, and how it is seen (E-8)."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    complaint = models.ForeignKey(
        Complaint, models.CASCADE, related_name="promises", verbose_name=_("投诉")
    )
    text = classed(models.CharField(_("承诺事项"), max_length=200), **PLAIN)
    owner = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("负责人"))
    due_on = models.DateField(_("期限"))
    done_at = models.DateTimeField(_("完成时间"), null=True)
    done_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("完成人")
    )
    evidence = classed(models.CharField(_("凭证"), max_length=200, blank=True), **PLAIN)
    made_at = models.DateTimeField(_("承诺时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("承诺事项")
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["owner", "done_at"], name="promises_of_person")]

    def __str__(self) -> str:
        return self.text


class HandOff(models.Model):
    """One request to take a complaint over; the giver stays owner until it is accepted (E-12)."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    complaint = models.ForeignKey(
        Complaint, models.CASCADE, related_name="hand_offs", verbose_name=_("投诉")
    )
    giver = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("转出人"))
    taker = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("接收人"))
    reason = classed(models.CharField(_("转办原因"), max_length=200), **PLAIN)
    promised = classed(models.CharField(_("已答应客户的"), max_length=400, blank=True), **PLAIN)
    asked_at = models.DateTimeField(_("转出时间"))
    state = models.CharField(
        _("状态"), max_length=10, choices=HandOffState.choices(), default=HandOffState.ASKED
    )
    answered_at = models.DateTimeField(_("答复时间"), null=True)
    answer = classed(models.CharField(_("答复说明"), max_length=200, blank=True), **PLAIN)
    told_at = models.DateTimeField(_("告知客户新联系人"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("转办")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"], condition=Q(state=HandOffState.ASKED.value),
                name="one_hand_off_asked",
            )
        ]  # fmt: skip
        indexes = [models.Index(fields=["taker", "state"], name="hand_offs_of_taker")]

    def __str__(self) -> str:
        return f"{self.giver} → {self.taker}"


class StepDone(models.Model):
    """That one of the seven steps was taken: by whom, when, how (E-11)."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    complaint = models.ForeignKey(
        Complaint, models.CASCADE, related_name="steps", verbose_name=_("投诉")
    )
    step = models.CharField(_("步骤"), max_length=10, choices=Step.choices())
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("完成人")
    )
    at = models.DateTimeField(_("完成时间"))
    note = classed(models.CharField(_("说明"), max_length=200, blank=True), **PLAIN)

    class Meta:
        verbose_name = verbose_name_plural = _("七步")
        ordering = ["at"]
        constraints = [models.UniqueConstraint(fields=["complaint", "step"], name="step_done_once")]

    def __str__(self) -> str:
        return self.get_step_display()
