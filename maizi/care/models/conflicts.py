"""Conflicts with customers (C-60)."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.complaints.models import Complaint
from maizi.customers.models import Activity, Customer
from maizi.kernel.privacy import DataClass

from ..terms import ConflictState, TrustEffect


def _words(label: str, most: int = 1000, **options) -> models.TextField:
    return models.TextField(label, max_length=most, **options)


class Conflict(models.Model):
    """One conflict: what happened, how both see it, what they agreed on.

    There is no column for blame: it is about situation, behaviour and result.
    """

    data_class_default = DataClass.INTERNAL
    sortable = ("opened_on",)

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="conflicts", verbose_name=_("客户"), editable=False
    )
    complaint = models.ForeignKey(
        Complaint, models.SET_NULL, null=True, related_name="conflicts", editable=False,
        verbose_name=_("来自投诉"),
    )  # fmt: skip
    activity = models.ForeignKey(
        Activity, models.SET_NULL, null=True, related_name="conflicts", editable=False,
        verbose_name=_("来自跟进"),
    )  # fmt: skip
    situation = _words(_("情况"), help_text=_("什么时候、在哪里、为了什么事。"))
    behaviour = _words(_("行为"), help_text=_("谁说了什么、做了什么，不评价人。"))
    effect = _words(_("结果"), help_text=_("因此发生了什么。"))
    facts = _words(_("查明的事实"), blank=True)
    our_view = _words(_("我方的看法"), blank=True)
    their_view = _words(_("客户的看法"), blank=True)
    hidden_need = _words(_("背后的需要"), 500, blank=True)
    misunderstanding = _words(_("误会在哪里"), 500, blank=True)
    idea = _words(_("改进设想"), 500, blank=True)
    solution = _words(_("双方同意的办法"), blank=True, editable=False)
    trust = models.CharField(
        _("对信任的影响"), max_length=6, choices=TrustEffect.choices(), blank=True, editable=False
    )
    owner = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("负责人"), editable=False
    )
    org_unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="+", verbose_name=_("部门"), editable=False
    )
    opened_on = models.DateField(_("记录日期"), editable=False)
    state = models.CharField(
        _("状态"), max_length=6, choices=ConflictState.choices(), default=ConflictState.OPEN,
        editable=False,
    )  # fmt: skip
    solved_on = models.DateField(_("化解日期"), null=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("客户冲突"), ngettext_lazy("客户冲突", "客户冲突", 2)
        ordering = ["-opened_on", "-id"]
        indexes = [models.Index(fields=["opened_on", "id"], name="conflicts_by_day")]

    def __str__(self) -> str:
        return f"{self.customer}"

    def get_absolute_url(self) -> str:
        return reverse("care:conflict", args=[self.pk])
