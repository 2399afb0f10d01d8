"""Who wants how much, at which price he was told so (B-11)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.catalog.models.products import price_field
from maizi.credit.models import Entry
from maizi.customers.models import Customer
from maizi.kernel.privacy import DataClass, FieldGroup, classed
from maizi.sales.models import Order

from ..terms import RegistrationState
from .activities import GroupBuy, money_field, pieces_field

ACTIVE = ("pending", "valid", "leaving", "ordered")


class Registration(models.Model):
    """One registration of one customer for one activity.

    customer    known when a colleague registered, or once a stranger is matched to the archive
    shown_yuan  the price for the total with his own quantity, as he was told on registering
    price_yuan  what he pays; ≤ shown_yuan
    """

    data_class_default = DataClass.INTERNAL
    sort_keys = {"at": "id"}
    sortable = ("at", "quantity")
    never_listed = ("phone_key", "token_hash")

    id = id_field()
    activity = models.ForeignKey(
        GroupBuy, models.PROTECT, related_name="registrations", verbose_name=_("团购活动")
    )
    customer = models.ForeignKey(
        Customer, models.PROTECT, null=True, blank=True, related_name="group_buy_registrations",
        verbose_name=_("客户"),
    )  # fmt: skip
    name = models.CharField(_("单位或姓名"), max_length=80)
    contact_name = classed(
        models.CharField(_("联系人"), max_length=40, blank=True), DataClass.PERSONAL,
        group=FieldGroup.CONTACT, mask="text",
    )  # fmt: skip
    phone = classed(
        models.CharField(_("电话"), max_length=40), DataClass.PERSONAL,
        group=FieldGroup.CONTACT, mask="phone",
    )  # fmt: skip
    phone_key = classed(
        models.CharField(max_length=40, editable=False), DataClass.PERSONAL,
        group=FieldGroup.CONTACT, mask="phone",
    )  # fmt: skip
    email = classed(
        models.EmailField(_("邮箱"), blank=True), DataClass.PERSONAL,
        group=FieldGroup.CONTACT, mask="email",
    )  # fmt: skip
    quantity = pieces_field(_("数量"))
    note = models.CharField(_("留言"), max_length=200, blank=True)
    consent_at = models.DateTimeField(_("同意联系的时间"), editable=False)
    state = models.CharField(
        _("状态"), max_length=10, choices=RegistrationState.choices(), editable=False,
        default=RegistrationState.VALID,
    )  # fmt: skip
    shown_yuan = price_field(_("登记时的单价"), editable=False)
    price_yuan = price_field(_("成交单价"), null=True, editable=False)
    deposit_yuan = money_field(_("应付订金"), default=0, editable=False)
    deposit = models.OneToOneField(
        Entry, models.PROTECT, null=True, related_name="group_buy_deposit", editable=False,
        verbose_name=_("订金收款"),
    )  # fmt: skip
    refund_due_on = models.DateField(_("最迟退款"), null=True, editable=False)
    refund = models.OneToOneField(
        Entry, models.PROTECT, null=True, related_name="group_buy_refund", editable=False,
        verbose_name=_("订金退款"),
    )  # fmt: skip
    reason = models.CharField(_("退出的原因"), max_length=200, blank=True, editable=False)
    order = models.OneToOneField(
        Order, models.PROTECT, null=True, related_name="group_buy_registration", editable=False,
        verbose_name=_("销售订单"),
    )  # fmt: skip
    token_hash = models.CharField(max_length=64, null=True, unique=True, editable=False)
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("登记人")
    )
    at = models.DateTimeField(_("登记时间"), editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("团购登记"), ngettext_lazy("团购登记", "团购登记", 2)
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "customer"], name="group_buy_customer_once",
                condition=Q(state__in=ACTIVE, customer__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["activity", "phone_key"], name="group_buy_phone_once",
                condition=Q(state__in=ACTIVE),
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="group_buy_some_quantity"),
            models.CheckConstraint(
                condition=Q(price_yuan=None) | Q(price_yuan__lte=models.F("shown_yuan")),
                name="group_buy_never_dearer",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["activity", "state"], name="group_buy_counted"),
            models.Index(fields=["customer", "-id"], name="group_buys_of_customer"),
            models.Index(fields=["refund_due_on"], name="group_buy_refunds",
                         condition=Q(refund_due_on__isnull=False, refund=None)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("groupbuys:groupbuy", args=[self.activity_id]) + f"#r{self.pk}"

    @property
    def owes_refund(self) -> bool:
        """Whether a deposit was taken and has to be paid back."""
        return self.refund_due_on is not None and self.refund_id is None
