"""Where key accounts stand and how they got there (D-10, D-11)."""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext, ngettext_lazy
from django.utils.translation import gettext_lazy as _

from maizi.accounts.models import User, id_field
from maizi.credit.models.accounts import money_field
from maizi.customers.models import Customer
from maizi.customers.terms import KaList
from maizi.kernel.privacy import DataClass, FieldGroup, classed
from maizi.kernel.texts import retold

from ..terms import Turn


def of_credit(field: models.Field) -> models.Field:
    """A field that only those read who read credit (M-4, M-5)."""
    return classed(field, DataClass.CREDIT, group=FieldGroup.CREDIT)


def colour_field(label) -> models.CharField:
    """A list, or none."""
    return of_credit(
        models.CharField(label, max_length=8, choices=KaList.choices(), blank=True, editable=False)
    )


def rate_field() -> models.DecimalField:
    """The share of obligations kept, 0–1; None when nothing fell due."""
    return of_credit(
        models.DecimalField(_("履约率"), max_digits=5, decimal_places=4, null=True, editable=False)
    )


class KeyAccount(models.Model):
    """One key account as the last review left it. Written by reviews and signed changes only.

    kept_on      somebody looked at few obligations and kept it; he is not asked again so soon
    returned_on  it came back by a signed change; what fell due until then is settled
    """

    data_class_default = DataClass.INTERNAL
    label_field = "customer__name"
    sortable = ("customer", "amount_yuan", "rate", "since_on", "broken_on", "judged_at")

    id = id_field()
    customer = models.OneToOneField(
        Customer, models.PROTECT, related_name="key_account", verbose_name=_("客户")
    )
    colour = colour_field(_("大客户名单"))
    band = colour_field(_("按交易额的名单"))
    amount_yuan = of_credit(money_field(_("近 12 个月交易额"), default=0, editable=False))
    due = of_credit(models.PositiveIntegerField(_("到期义务"), default=0, editable=False))
    kept = of_credit(models.PositiveIntegerField(_("按时履行"), default=0, editable=False))
    rate = rate_field()
    broken_on = of_credit(models.DateField(_("最近违约"), null=True, editable=False))
    since_on = models.DateField(_("在此名单自"), null=True, editable=False)
    asks = of_credit(models.BooleanField(_("待人工判断"), default=False, editable=False))
    kept_on = of_credit(models.DateField(_("人工保留日期"), null=True, editable=False))
    demoted_on = of_credit(models.DateField(_("降级日期"), null=True, editable=False))
    returned_on = of_credit(models.DateField(_("恢复身份日期"), null=True, editable=False))
    judged_at = models.DateTimeField(_("最近评定"), null=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = (
            _("大客户名单"),
            ngettext_lazy("大客户名单", "大客户名单", 2),
        )
        ordering = ["-id"]
        indexes = [models.Index(fields=["colour", "-amount_yuan"], name="key_accounts_by_list")]
        constraints = [
            models.CheckConstraint(condition=Q(kept__lte=F("due")), name="kept_of_what_was_due"),
        ]

    def __str__(self) -> str:
        return str(self.customer)

    def get_absolute_url(self) -> str:
        return reverse("keyaccounts:keyaccount", args=[self.pk])


class ListMove(models.Model):
    """One move of a key account from a list to another, or off the lists. Never changed.

    said  the reason by its message and values, so that each reads it in his language; {} for words
          that a person wrote
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    account = models.ForeignKey(
        KeyAccount, models.PROTECT, related_name="moves", verbose_name=_("大客户")
    )
    turn = models.CharField(_("怎样变动"), max_length=8, choices=Turn.choices())
    old = colour_field(_("原名单"))
    new = colour_field(_("新名单"))
    amount_yuan = of_credit(money_field(_("近 12 个月交易额"), default=Decimal(0)))
    rate = rate_field()
    reason = of_credit(models.CharField(_("原因"), max_length=200))
    said = of_credit(models.JSONField(_("原因的出处"), default=dict, editable=False))
    told = models.CharField(_("通知了谁"), max_length=300, blank=True)
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("经手人")
    )
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name, verbose_name_plural = _("名单变动"), ngettext_lazy("名单变动", "名单变动", 2)
        ordering = ["-id"]
        indexes = [models.Index(fields=["at"], name="list_moves_in_time")]

    def __str__(self) -> str:
        return f"{self.account} {self.get_new_display() or self.get_turn_display()}"

    @property
    def words(self) -> str:
        """The reason in the language of whoever reads."""
        return retold(self.said, gettext) if self.said else self.reason
