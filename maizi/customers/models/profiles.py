"""Answers to the questions of the profile catalogue, each with its provenance (A-2 … A-5)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass, FieldGroup, classed

from ..terms import Channel, LawfulBasis
from .customers import Customer
from .people import Contact


class ProfileValue(models.Model):
    """One attribute of a customer, or of one of its people: answer and provenance (A-10).

    Where a column of the record holds the answer, `text` is empty: only provenance stands here.
    Who may read it follows from the attribute in the catalogue, not from this table.
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="profile_values", verbose_name=_("客户")
    )
    contact = models.ForeignKey(
        Contact,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="profile_values",
        verbose_name=_("联系人"),
    )
    attribute = models.CharField(_("档案项目"), max_length=40)
    text = classed(
        models.TextField(_("内容"), blank=True), DataClass.PERSONAL, group=FieldGroup.SENSITIVE
    )
    key = classed(
        models.CharField(_("检索值"), max_length=64, blank=True, editable=False),
        DataClass.PERSONAL,
        group=FieldGroup.SENSITIVE,
    )
    channel = models.CharField(_("采集渠道"), max_length=16, choices=Channel.choices(), blank=True)
    source_detail = models.CharField(_("来源说明"), max_length=120, blank=True)
    collected_on = models.DateField(_("采集日期"))
    collector = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("采集人")
    )
    basis = models.CharField(
        _("合法依据"), max_length=16, choices=LawfulBasis.choices(), blank=True
    )
    verified_at = models.DateTimeField(_("核实时间"), null=True, blank=True)
    verified_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("核实人")
    )
    changed_at = models.DateTimeField(_("更新时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("档案内容")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "attribute"],
                condition=models.Q(contact=None),
                name="profile_value_of_customer",
            ),
            models.UniqueConstraint(
                fields=["contact", "attribute"],
                condition=models.Q(contact__isnull=False),
                name="profile_value_of_contact",
            ),
        ]
        indexes = [
            models.Index(fields=["attribute", "key", "customer"], name="profile_values_by_key"),
        ]

    def __str__(self) -> str:
        return f"{self.attribute} · {self.customer_id}"
