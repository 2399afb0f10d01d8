"""Benefit links: whom we bring together, what each needs, what it is worth (C-30)."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.customers.models import Customer
from maizi.kernel.privacy import DataClass

from ..terms import LinkState


class BenefitLink(models.Model):
    """One link in the value chain: party A, party B, and who brings them together.

    customer  party A
    other     party B where it is a customer of ours, else `other_name`
    mediator  who brings them together: a customer, or `mediator_name`; neither: we ourselves
    """

    data_class_default = DataClass.INTERNAL
    sortable = ("opened_on", "value_yuan")

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="benefit_links", verbose_name=_("甲方"),
        editable=False,
    )  # fmt: skip
    other = models.ForeignKey(
        Customer, models.SET_NULL, null=True, blank=True, related_name="benefit_links_as_other",
        verbose_name=_("乙方（客户）"),
    )  # fmt: skip
    other_name = models.CharField(
        _("乙方（不是客户）"), max_length=80, blank=True, help_text=_("乙方还不是客户时填写。")
    )
    mediator = models.ForeignKey(
        Customer, models.SET_NULL, null=True, blank=True,
        related_name="benefit_links_as_mediator", verbose_name=_("中间人（客户）"),
    )  # fmt: skip
    mediator_name = models.CharField(
        _("中间人（不是客户）"), max_length=80, blank=True, help_text=_("都不填就是我们自己。")
    )
    need = models.TextField(
        _("需要与瓶颈"), max_length=500, help_text=_("谁缺什么，卡在哪里，另一方能补上什么。")
    )
    service = models.TextField(_("我们提供的服务"), max_length=500, blank=True)
    value_yuan = models.DecimalField(
        _("价值（元）"), max_digits=14, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(0)], help_text=_("一年大约带来多少；不知道就空着。"),
    )  # fmt: skip
    state = models.CharField(
        _("状态"), max_length=9, choices=LinkState.choices(), default=LinkState.FOUND
    )
    owner = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("负责人"), editable=False
    )
    org_unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="+", verbose_name=_("部门"), editable=False
    )
    opened_on = models.DateField(_("登记日期"), editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("利益链"), ngettext_lazy("利益链", "利益链", 2)
        ordering = ["-opened_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(value_yuan=None) | Q(value_yuan__gte=0), name="link_value_not_negative"
            )
        ]
        indexes = [
            models.Index(fields=["opened_on", "id"], name="benefit_links_by_day"),
            models.Index(fields=["owner", "state"], name="benefit_links_of_owner"),
        ]

    def __str__(self) -> str:
        return f"{self.customer}"

    def get_absolute_url(self) -> str:
        return reverse("relationship:benefitlink", args=[self.pk])
