"""Receipts of deliveries that were installed and run in (F-17)."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.customers.models import Customer
from maizi.kernel.privacy import DataClass, FieldGroup, classed


class Acceptance(models.Model):
    """What a customer signed after trouble-free commissioning; it may start the warranty.

    signature  what he typed or was told on the telephone; an image lies among the attachments
    """

    data_class_default = DataClass.INTERNAL
    label_field = "no"
    sortable = ("no", "accepted_at")

    id = id_field()
    no = models.CharField(_("验收单号"), max_length=32, unique=True, editable=False)
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="acceptances", verbose_name=_("客户"),
    )  # fmt: skip
    works = models.TextField(_("验收项目"), max_length=1000)
    result = models.CharField(_("调试结果"), max_length=300)
    instructor = models.CharField(_("讲解使用的人"), max_length=40)
    signed_by = classed(
        models.CharField(_("签字人"), max_length=40), DataClass.PERSONAL, FieldGroup.CONTACT,
        mask="name",
    )  # fmt: skip
    signature = classed(
        models.CharField(_("签收码"), max_length=40, blank=True), DataClass.PERSONAL,
        FieldGroup.CONTACT,
    )  # fmt: skip
    accepted_at = models.DateTimeField(_("签字时间"))
    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("登记人"), editable=False
    )

    class Meta:
        verbose_name, verbose_name_plural = _("验收单"), ngettext_lazy("验收单", "验收单", 2)
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.no

    def get_absolute_url(self) -> str:
        return reverse("warranty:acceptance", args=[self.pk])
