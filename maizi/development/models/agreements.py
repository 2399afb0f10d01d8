"""Agreements with what they oblige to, and the gift register (B-41, B-44)."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.customers.models import Contact, Customer
from maizi.kernel.privacy import DataClass, classed

from ..terms.accounts import AgreementState, GiftSort, GiftState, Side
from .deals import Opportunity, yuan_field


def years_field(label) -> models.PositiveSmallIntegerField:
    """Years of a promise; empty means that none is made."""
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, validators=[MaxValueValidator(20)]
    )


class Agreement(models.Model):
    """合作协议: with whom, on what, for how long, and what is promised."""

    data_class_default = DataClass.INTERNAL
    sortable = ("ends_on",)

    id = id_field()
    no = models.CharField(_("协议编号"), max_length=32, unique=True, editable=False)
    name = models.CharField(_("协议名称"), max_length=80)
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="agreements", verbose_name=_("客户")
    )
    opportunity = models.ForeignKey(
        Opportunity, models.SET_NULL, null=True, blank=True, related_name="agreements",
        verbose_name=_("商机"),
    )  # fmt: skip
    scope = models.TextField(_("合作范围"), max_length=2000)
    starts_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("到期日期"))
    volume_yuan = yuan_field(_("约定金额"), null=True, blank=True)
    price_terms = models.CharField(_("价格条款"), max_length=300, blank=True)
    payment_terms = models.CharField(_("付款条款"), max_length=300, blank=True)
    limited_years = years_field(_("有限保修（年）"))
    onsite_years = years_field(_("上门服务（年）"))
    full_years = years_field(_("全面保修（年）"))
    special_regions = models.CharField(_("特殊地区的承诺"), max_length=200, blank=True)
    our_signatory = models.CharField(_("我方签字人"), max_length=40, blank=True)
    their_signatory = classed(
        models.CharField(_("客户签字人"), max_length=40, blank=True), DataClass.PERSONAL
    )
    state = models.CharField(
        _("状态"), max_length=12, choices=AgreementState.choices(),
        default=AgreementState.DRAFT, editable=False,
    )  # fmt: skip
    signed_on = models.DateField(_("签署日期"), null=True, editable=False)
    ended_reason = models.CharField(_("终止原因"), max_length=200, blank=True, editable=False)
    told_days = models.PositiveSmallIntegerField(null=True, editable=False)
    owner = models.ForeignKey(
        User, models.PROTECT, related_name="agreements", blank=True, verbose_name=_("负责人")
    )
    org_unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="+", editable=False, verbose_name=_("部门")
    )

    never_listed = ("told_days",)

    class Meta:
        verbose_name, verbose_name_plural = _("合作协议"), ngettext_lazy("合作协议", "合作协议", 2)
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "ends_on"], name="agreements_by_end")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("development:agreement", args=[self.pk])


class Obligation(models.Model):
    """One thing that a side owes by an agreement, and when it was done."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    agreement = models.ForeignKey(
        Agreement, models.CASCADE, related_name="obligations", verbose_name=_("合作协议")
    )
    side = models.CharField(_("谁的义务"), max_length=8, choices=Side.choices())
    text = models.CharField(_("义务"), max_length=200)
    due_on = models.DateField(_("期限"))
    done_on = models.DateField(_("履行日期"), null=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("履约义务"), ngettext_lazy("履约义务", "履约义务", 2)
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return self.text


class Gift(models.Model):
    """One gift, ticket or treat for somebody of a customer: value, purpose, who approved."""

    data_class_default = DataClass.INTERNAL
    sortable = ("given_on", "value_yuan")

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="gifts", verbose_name=_("客户")
    )
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("联系人"),
    )  # fmt: skip
    recipient = classed(models.CharField(_("接受人"), max_length=40), DataClass.PERSONAL)
    sort = models.CharField(_("种类"), max_length=12, choices=GiftSort.choices())
    what = models.CharField(_("内容"), max_length=120)
    value_yuan = yuan_field(_("价值"))
    purpose = models.CharField(_("目的"), max_length=200)
    given_on = models.DateField(_("赠送日期"))
    state = models.CharField(
        _("状态"), max_length=10, choices=GiftState.choices(), default=GiftState.ASKED,
        editable=False,
    )  # fmt: skip
    approver = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("批准人")
    )
    decided_at = models.DateTimeField(_("批准时间"), null=True, editable=False)
    by = models.ForeignKey(
        User, models.PROTECT, related_name="+", editable=False, verbose_name=_("登记人")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("礼品登记"), ngettext_lazy("礼品登记", "礼品登记", 2)
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.what} → {self.recipient}"

    def get_absolute_url(self) -> str:
        return reverse("development:gift", args=[self.pk])
