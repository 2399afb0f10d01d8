"""What people ask purchasing to buy."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.catalog.models import Product
from maizi.kernel.privacy import DataClass

from ..terms import DemandSort, RequestState
from .suppliers import Supplier, money, pieces


class PurchaseRequest(models.Model):
    """One request: who needs what by when, and why."""

    data_class_default = DataClass.INTERNAL
    label_field = "no"
    sortable = ("created_at", "needed_on")
    sort_keys = {"created_at": "id"}

    id = id_field()
    no = models.CharField(_("请购单号"), max_length=24, unique=True, editable=False)
    applicant = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("申请人"), editable=False
    )
    unit = models.ForeignKey(
        OrgUnit, models.PROTECT, null=True, related_name="+", verbose_name=_("申请部门"),
        editable=False,
    )  # fmt: skip
    sort = models.CharField(
        _("来由"), max_length=10, choices=DemandSort.choices(), default=DemandSort.MANUAL,
        editable=False,
    )  # fmt: skip
    needed_on = models.DateField(_("需要日期"), null=True, blank=True)
    reason = models.CharField(_("用途"), max_length=200)
    state = models.CharField(
        _("状态"), max_length=10, choices=RequestState.choices(), default=RequestState.DRAFT,
        editable=False,
    )  # fmt: skip
    amount_yuan = money(_("估计金额"), default=0, editable=False)
    answer = models.CharField(_("审批意见"), max_length=200, blank=True, editable=False)
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("请购单"), ngettext_lazy("请购单", "请购单", 2)
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["state", "id"], name="purchase_request_by_state"),
            models.Index(fields=["needed_on", "id"], name="purchase_request_by_need"),
        ]

    def __str__(self) -> str:
        return self.no

    def get_absolute_url(self) -> str:
        return reverse("purchasing:purchaserequest", args=[self.pk])


class RequestLine(models.Model):
    """One product of a request, and how much of it has been ordered."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    request = models.ForeignKey(
        PurchaseRequest, models.CASCADE, related_name="lines", verbose_name=_("请购单")
    )
    position = models.PositiveSmallIntegerField(_("行号"))
    product = models.ForeignKey(Product, models.PROTECT, related_name="+", verbose_name=_("商品"))
    quantity = pieces(_("数量"))
    ordered = pieces(_("已下单"), default=0)
    supplier = models.ForeignKey(
        Supplier, models.PROTECT, null=True, related_name="+", verbose_name=_("建议供应商")
    )
    note = models.CharField(_("说明"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("请购明细")
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0, ordered__gte=0), name="purchase_request_positive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} × {self.quantity.normalize():f}"
