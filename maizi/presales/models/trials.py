"""Goods that customers try out for nothing: lent, heard of, back or bought (F-1)."""

from datetime import date, timedelta
from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.catalog.models import Product
from maizi.customers.models import Contact, Customer
from maizi.development.models import Opportunity
from maizi.fields.queries import parameter
from maizi.kernel.privacy import DataClass
from maizi.sales.models import Order
from maizi.stock.models import StockDocument, Warehouse
from maizi.stock.models.places import pieces_field

from ..terms import Condition, EntryKind, Liking, TrialState


def usual_end() -> date:
    """Until when goods that are lent today are usually tried out."""
    return timezone.localdate() + timedelta(int(parameter("presales.trial_days")))


class Trial(models.Model):
    """One product that one customer tries out for nothing, from the shelf to its return or sale.

    warehouse  where it is booked out and in; without one it is in no books of the stock
    order      what the customer ordered because of it
    told_on    the due day of which it was told that it is over
    """

    data_class_default = DataClass.INTERNAL
    sort_keys = {"created_at": "id"}
    sortable = ("no", "lent_on", "due_on", "ended_on", "created_at")
    never_listed = ("told_on", "out_document", "back_document")
    label_field = "no"

    id = id_field()
    no = models.CharField(_("试用编号"), max_length=32, unique=True, editable=False)
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="trials", verbose_name=_("客户")
    )
    opportunity = models.ForeignKey(
        Opportunity, models.SET_NULL, null=True, blank=True, related_name="trials",
        verbose_name=_("商机"), help_text=_("为哪个商机试用；没有就空着。"),
    )  # fmt: skip
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("客户方使用人"),
    )  # fmt: skip
    product = models.ForeignKey(
        Product, models.PROTECT, related_name="trials", verbose_name=_("产品")
    )
    quantity = pieces_field(
        _("数量"), default=1, validators=[MinValueValidator(Decimal("0.0001"))]
    )  # fmt: skip
    serial = models.CharField(
        _("序列号"), max_length=60, blank=True,
        help_text=_("按序列号管理的产品要有；从仓库借出的可以留空，出库时扫码填。"),
    )  # fmt: skip
    warehouse = models.ForeignKey(
        Warehouse, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("从哪个仓库借"),
        help_text=_("由仓管出库过账。样机不在库存账上就空着，只登记、不动库存。"),
    )  # fmt: skip
    lent_on = models.DateField(_("借出日期"), default=timezone.localdate)
    due_on = models.DateField(_("应还日期"), default=usual_end)
    terms = models.TextField(
        _("和客户的约定"), max_length=1000, blank=True, help_text=_("押金、损坏怎么赔、谁来装等。")
    )
    state = models.CharField(
        _("状态"), max_length=9, choices=TrialState.choices(), default=TrialState.OUT,
        editable=False,
    )  # fmt: skip
    owner = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("经办人"), editable=False
    )
    org_unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="+", verbose_name=_("部门"), editable=False
    )
    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    liking = models.CharField(
        _("客户的态度"), max_length=8, choices=Liking.choices(), blank=True, editable=False
    )
    ended_on = models.DateField(_("结束日期"), null=True, editable=False)
    ended_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("谁登记的结果"),
        editable=False,
    )  # fmt: skip
    condition = models.CharField(
        _("归还时的状况"), max_length=8, choices=Condition.choices(), blank=True, editable=False
    )
    outcome = models.CharField(_("结果说明"), max_length=500, blank=True, editable=False)
    order = models.ForeignKey(
        Order, models.PROTECT, null=True, related_name="trials", verbose_name=_("促成的订单"),
        editable=False,
    )  # fmt: skip
    out_document = models.ForeignKey(
        StockDocument, models.PROTECT, null=True, related_name="+", editable=False,
        verbose_name=_("借出的出库单"),
    )  # fmt: skip
    back_document = models.ForeignKey(
        StockDocument, models.PROTECT, null=True, related_name="+", editable=False,
        verbose_name=_("归还的入库单"),
    )  # fmt: skip
    told_on = models.DateField(null=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("试用记录"), ngettext_lazy("试用记录", "试用记录", 2)
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="something_is_tried"),
            models.CheckConstraint(
                condition=Q(due_on__gt=F("lent_on")),
                name="trial_due_after_lent",
                violation_error_message=_("归还日期要晚于借出日期。"),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "out", "cancelled"], ended_on=None)
                | Q(state__in=["back", "bought", "lost"], ended_on__isnull=False),
                name="trial_ended_on_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "-id"], name="trials_of_customer"),
            models.Index(fields=["owner", "state", "due_on"], name="trials_of_owner"),
            models.Index(fields=["state", "due_on", "id"], name="trials_by_due"),
        ]

    def __str__(self) -> str:
        return self.no

    def get_absolute_url(self) -> str:
        return reverse("presales:trial", args=[self.pk])


class TrialEntry(models.Model):
    """One thing that happened while a customer tried a product out: feedback, or more time."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    trial = models.ForeignKey(
        Trial, models.CASCADE, related_name="entries", verbose_name=_("试用记录")
    )
    kind = models.CharField(_("什么事"), max_length=8, choices=EntryKind.choices())
    text = models.CharField(_("说明"), max_length=500)
    liking = models.CharField(_("客户的态度"), max_length=8, choices=Liking.choices(), blank=True)
    due_on = models.DateField(_("改到"), null=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("试用经过")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.text[:60]
