"""A customer's credit account, and what orders hold of it (D-30)."""

from datetime import date
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.customers.models import Customer
from maizi.kernel.privacy import DataClass, FieldGroup, classed

from ..terms import CreditGrade

MOST_YUAN = Decimal(10**12)
MOST_DAYS = 365
EARLIEST = date(2000, 1, 1)  # a day before is a slip of the keyboard


def money_field(label, **options) -> models.DecimalField:
    """Money in yuan, to the cent."""
    return models.DecimalField(label, max_digits=16, decimal_places=2, **options)


def _kept(label) -> models.DecimalField:
    return money_field(label, default=0, editable=False)


class CreditAccount(models.Model):
    """One customer's account: what was agreed with him, and what the ledger says today.

    The sums are kept by the ledger alone, under the lock of this row; `queries.recount` computes
    them anew from the entries.
    """

    data_class_default = DataClass.INTERNAL
    label_field = "customer__name"
    sortable = (
        "customer", "limit_yuan", "receivable_yuan", "unapplied_yuan", "reserved_yuan",
        "exposure_yuan", "available_yuan", "oldest_due_on",
    )  # fmt: skip

    id = id_field()
    customer = models.OneToOneField(
        Customer, models.PROTECT, related_name="credit_account", verbose_name=_("客户")
    )
    limit_yuan = classed(
        money_field(
            _("信用额度"), default=0,
            validators=[MinValueValidator(0), MaxValueValidator(MOST_YUAN)],
        ),
        DataClass.CREDIT, group=FieldGroup.CREDIT,
    )  # fmt: skip
    terms_days = classed(
        models.PositiveSmallIntegerField(
            _("最长账期（天）"), default=0, validators=[MaxValueValidator(MOST_DAYS)]
        ),
        DataClass.CREDIT, group=FieldGroup.CREDIT,
    )  # fmt: skip
    grace_days = classed(
        models.PositiveSmallIntegerField(
            _("逾期宽限（天）"), default=0, validators=[MaxValueValidator(MOST_DAYS)],
            help_text=_("逾期在宽限之内的应收款不妨碍新订单。"),
        ),
        DataClass.CREDIT, group=FieldGroup.CREDIT,
    )  # fmt: skip
    grade = classed(
        models.CharField(
            _("信用等级"), max_length=1, choices=CreditGrade.choices(), blank=True, editable=False
        ),
        DataClass.CREDIT, group=FieldGroup.CREDIT,
    )  # fmt: skip
    graded_on = classed(
        models.DateField(_("定级日期"), null=True, editable=False),
        DataClass.CREDIT, group=FieldGroup.CREDIT,
    )  # fmt: skip
    grade_until_on = classed(
        models.DateField(_("等级有效至"), null=True, editable=False),
        DataClass.CREDIT, group=FieldGroup.CREDIT,
    )  # fmt: skip
    is_held = classed(
        models.BooleanField(_("信用已冻结"), default=False, editable=False),
        DataClass.CREDIT, group=FieldGroup.CREDIT,
    )  # fmt: skip
    hold_reason = classed(
        models.CharField(_("冻结原因"), max_length=200, blank=True, editable=False),
        DataClass.CREDIT, group=FieldGroup.CREDIT,
    )  # fmt: skip
    note = models.CharField(_("备注"), max_length=200, blank=True)
    receivable_yuan = _kept(_("应收余额"))
    unapplied_yuan = _kept(_("预收余额"))
    deposit_yuan = _kept(_("订单定金"))
    reserved_yuan = _kept(_("未开票订单"))
    exposure_yuan = classed(_kept(_("已用额度")), DataClass.CREDIT, group=FieldGroup.CREDIT)
    available_yuan = classed(_kept(_("信用还可用")), DataClass.CREDIT, group=FieldGroup.CREDIT)
    oldest_due_on = models.DateField(_("最早到期日"), null=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("应收账户"), ngettext_lazy("应收账户", "应收账户", 2)
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(limit_yuan__gte=0, receivable_yuan__gte=0, unapplied_yuan__gte=0,
                            deposit_yuan__gte=0, reserved_yuan__gte=0),
                name="credit_sums_not_negative",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["oldest_due_on"], name="credit_by_oldest_due"),
            models.Index(fields=["grade", "grade_until_on"], name="credit_by_grade"),
        ]

    def __str__(self) -> str:
        return str(self.customer)

    def get_absolute_url(self) -> str:
        return reverse("credit:creditaccount", args=[self.pk])

    @property
    def balance_yuan(self) -> Decimal:
        """What the customer owes in all; negative when we owe him."""
        return self.receivable_yuan - self.unapplied_yuan


class Reservation(models.Model):
    """What one approved, not yet invoiced document holds of a customer's limit."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    account = models.ForeignKey(
        CreditAccount, models.PROTECT, related_name="reservations", verbose_name=_("应收账户")
    )
    source_kind = models.CharField(_("单据种类"), max_length=60)
    source_id = models.BigIntegerField(_("单据"))
    source_number = models.CharField(_("单据号"), max_length=40, blank=True)
    amount_yuan = money_field(_("占用额度"))
    terms_days = models.PositiveSmallIntegerField(_("账期（天）"), default=0)
    is_approved = models.BooleanField(_("经审批放行"), default=False)
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("占用人")
    )
    at = models.DateTimeField(_("占用时间"))

    class Meta:
        verbose_name, verbose_name_plural = _("订单占用"), ngettext_lazy("订单占用", "订单占用", 2)
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source_kind", "source_id"], name="credit_reserved_once"
            ),
            models.CheckConstraint(condition=Q(amount_yuan__gt=0), name="credit_reserved_more"),
        ]

    def __str__(self) -> str:
        return f"{self.source_number or self.source_id} {self.amount_yuan}"


class Closing(models.Model):
    """The ledger was closed through a day: nothing is posted on it or before. The last counts."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    through_on = models.DateField(_("关账至"))
    reason = models.CharField(_("原因"), max_length=200, blank=True)
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("关账人")
    )
    at = models.DateTimeField(_("关账时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("关账")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.through_on}"
