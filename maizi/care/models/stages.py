"""The way of a customer up and down the ladder, clubs, and partners (C-4)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.customers.models import Customer
from maizi.customers.terms import Lifecycle
from maizi.development.models import Agreement
from maizi.kernel.privacy import DataClass

from ..terms import Cause, Proposal


class StageSpell(models.Model):
    """One stretch of time in which a customer stood at one stage.

    The spells of a customer follow each other without a gap: each begins when the one before
    ends, and the present one has no end.

    orders  how many orders were completed when a person set the stage: one more ends it
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="stage_spells", verbose_name=_("客户")
    )
    stage = models.CharField(_("发展阶段"), max_length=16, choices=Lifecycle.choices())
    since = models.DateTimeField(_("开始"))
    until = models.DateTimeField(_("结束"), null=True)
    cause = models.CharField(_("由来"), max_length=10, choices=Cause.choices())
    reason = models.CharField(_("原因"), max_length=200, blank=True)
    orders = models.PositiveIntegerField(_("当时已完成的订单数"), null=True, editable=False)
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("经办人")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("发展历程"), ngettext_lazy("发展历程", "发展历程", 2)
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer"], condition=Q(until=None), name="one_present_stage"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="stage_ends_after_start"
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "-since"], name="stage_spells_of_customer"),
            models.Index(fields=["since"], name="stage_spells_by_start"),
        ]

    def __str__(self) -> str:
        return str(self.get_stage_display())


class Membership(models.Model):
    """One customer in one club of ours, from a day, for good or until a day."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="memberships", verbose_name=_("客户")
    )
    club = models.CharField(_("会员组织"), max_length=40)
    joined_on = models.DateField(_("加入日期"))
    ends_on = models.DateField(_("到期日期"), null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))

    class Meta:
        verbose_name, verbose_name_plural = _("会员资格"), ngettext_lazy("会员资格", "会员资格", 2)
        ordering = ["-joined_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("joined_on")),
                name="membership_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return self.club


class Partnership(models.Model):
    """The proposal to make a customer a partner, on the ground of an agreement, and its fate."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="partnerships", verbose_name=_("客户")
    )
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, related_name="partnerships", verbose_name=_("合作协议")
    )
    reason = models.CharField(_("理由"), max_length=300)
    state = models.CharField(
        _("状态"), max_length=10, choices=Proposal.choices(), default=Proposal.ASKED
    )
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("提议人"))
    asked_at = models.DateTimeField(_("提议时间"), auto_now_add=True)
    answer = models.CharField(_("答复"), max_length=200, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("合伙人"), ngettext_lazy("合伙人", "合伙人", 2)
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer"], condition=Q(state="asked"), name="one_partner_proposal"
            )
        ]

    def __str__(self) -> str:
        return str(self.customer)

    def get_absolute_url(self) -> str:
        return self.customer.get_absolute_url()
