"""Rounds of asking, and who is asked in them (G-9)."""

import secrets

from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.customers.models import Contact, Customer
from maizi.customers.terms import Nature, ValueClass
from maizi.kernel.privacy import DataClass

from ..terms import RoundState, Sending, SurveyType, Way
from .questionnaires import Questionnaire


def new_seed() -> str:
    """Chance of which the secret address of an invitation is made, with the key of the house."""
    return secrets.token_hex(16)


def _moment(label) -> models.DateTimeField:
    return models.DateTimeField(label, null=True, editable=False)


class Round(models.Model):
    """One time of asking one kind of customers by one version of a questionnaire.

    since, until  the days on which tickets, installations or complaints ended that it asks about
    value_class, nature, province  whom a periodic round asks; empty for all
    is_anonymous  then no answer is kept with whom it came from, nor when
    left_out      why people are not asked, reason -> how many
    review        what the head of after-sales says about it (F-55)
    """

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    sortable = ("no", "name", "closes_on", "owner")
    label_field = "name"
    never_listed = ("left_out",)

    id = id_field()
    no = models.CharField(_("调查编号"), max_length=32, unique=True, editable=False)
    name = models.CharField(_("调查名称"), max_length=80)
    type = models.CharField(_("调查类型"), max_length=14, choices=SurveyType.choices())
    questionnaire = models.ForeignKey(
        Questionnaire, models.PROTECT, related_name="rounds", verbose_name=_("问卷")
    )
    since = models.DateField(
        _("从哪天起的服务"), null=True, blank=True,
        help_text=_("安装后、服务后、投诉后的调查：问这段时间里办完的。"),
    )  # fmt: skip
    until = models.DateField(_("到哪天为止"), null=True, blank=True)
    value_class = models.CharField(
        _("只问价值等级"), max_length=1, choices=ValueClass.choices(), blank=True
    )
    nature = models.CharField(
        _("只问客户性质"), max_length=16, choices=Nature.choices(), blank=True
    )
    province = models.CharField(_("只问省份"), max_length=20, blank=True)
    way = models.CharField(_("怎么问"), max_length=5, choices=Way.choices(), default=Way.MAIL)
    closes_on = models.DateField(_("截止日期"))
    is_anonymous = models.BooleanField(
        _("匿名"), default=False,
        help_text=_("匿名的调查不保存是谁、什么时候答的，也不能按客户分组，低分不能回访。"),
    )  # fmt: skip
    quota = models.PositiveIntegerField(
        _("收够多少份为止"), null=True, blank=True, validators=[MinValueValidator(1)],
        help_text=_("收够就不再发、不再收；留空不限。"),
    )  # fmt: skip
    words = models.TextField(
        _("邀请的话"), max_length=1000, blank=True, help_text=_("客户在邀请邮件里看到。")
    )
    owner = models.ForeignKey(
        User, models.PROTECT, related_name="+", blank=True, verbose_name=_("负责人")
    )
    org_unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="+", editable=False, verbose_name=_("部门")
    )
    state = models.CharField(
        _("状态"), max_length=8, choices=RoundState.choices(), default=RoundState.PLANNED,
        editable=False,
    )  # fmt: skip
    left_out = models.JSONField(_("没有问的原因"), default=dict, editable=False)
    opened_at = _moment(_("开始时间"))
    reminded_at = _moment(_("提醒时间"))
    closed_at = _moment(_("截止时间"))
    file_by = models.DateField(_("提交不足与改进的期限"), null=True, editable=False)
    review = models.TextField(_("总体不足与打算"), max_length=4000, blank=True, editable=False)
    filed_at = _moment(_("提交时间"))
    filed_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("提交人")
    )
    final_at = _moment(_("定稿时间"))

    class Meta:
        verbose_name = _("满意度调查")
        verbose_name_plural = ngettext_lazy("满意度调查", "满意度调查", 2)
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["type", "closed_at"], name="rounds_of_type"),
            models.Index(fields=["state", "closes_on"], name="rounds_to_close"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("satisfaction:round", args=[self.pk])


class Invitation(models.Model):
    """One customer, or its main person, asked in one round.

    subject_kind, subject_id, subject  what it is about: a ticket, an installation, a complaint
    seed, token_hash  of the secret address; the secret itself is not kept
    trying_since  when a job took his letter to send it; None when nobody is at it
    is_answered   all that is known of an anonymous answer
    """

    data_class_default = DataClass.INTERNAL
    never_listed = ("seed", "token_hash", "trying_since", "subject_kind", "subject_id")

    id = id_field()
    round = models.ForeignKey(
        Round, models.CASCADE, related_name="invitations", verbose_name=_("满意度调查")
    )
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="survey_invitations", verbose_name=_("客户")
    )
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("联系人"),
    )  # fmt: skip
    subject_kind = models.CharField(max_length=60, blank=True, editable=False)
    subject_id = models.BigIntegerField(null=True, editable=False)
    subject = models.CharField(_("关于"), max_length=80, blank=True)
    made_at = models.DateTimeField(_("列入时间"))
    seed = models.CharField(max_length=32, default=new_seed, editable=False)
    token_hash = models.CharField(max_length=64, null=True, unique=True, editable=False)
    sending = models.CharField(
        _("发送"), max_length=8, choices=Sending.choices(), default=Sending.NONE
    )
    problem = models.CharField(_("没有送达的原因"), max_length=200, blank=True)
    trying_since = models.DateTimeField(null=True, editable=False)
    reminded_at = models.DateTimeField(_("提醒时间"), null=True, editable=False)
    is_answered = models.BooleanField(_("已答"), default=False)

    class Meta:
        verbose_name, verbose_name_plural = _("调查邀请"), ngettext_lazy("调查邀请", "调查邀请", 2)
        ordering = ["id"]
        indexes = [
            models.Index(fields=["round", "sending"], name="invitations_to_send"),
            models.Index(fields=["customer", "-made_at"], name="surveys_of_customer_by_day"),
        ]

    def __str__(self) -> str:
        return self.contact.name if self.contact else self.customer.name

    def get_absolute_url(self) -> str:
        return self.round.get_absolute_url()

    @property
    def address(self) -> str:
        """Where mail reaches him; "" for nowhere."""
        return self.contact.email if self.contact else self.customer.email
