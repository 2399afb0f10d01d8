"""Ways to complain, what is said to customers (E-5, E-10)."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.kernel.privacy import DataClass

from ..terms import DoorSort


class Door(models.Model):
    """One way to complain: a poster with a QR code, and a telephone number beside it."""

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    sortable = ("name",)
    never_listed = ("code",)

    id = id_field()
    name = models.CharField(_("名称"), max_length=40, unique=True)
    sort = models.CharField(
        _("用途"), max_length=12, choices=DoorSort.choices(), default=DoorSort.SERVICE
    )
    unit = models.ForeignKey(
        OrgUnit, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("受理部门"), help_text=_("留空由公司统一受理。"),
    )  # fmt: skip
    owner = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("首接人"),
        help_text=_("从这里来的投诉先到谁手上；被投诉的是他时转给他的上级。"),
    )  # fmt: skip
    hotline = models.CharField(_("电话"), max_length=40, blank=True)
    note = models.CharField(_("页面说明"), max_length=200, blank=True)
    code = models.CharField(max_length=20, unique=True, editable=False)
    is_active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name, verbose_name_plural = _("投诉入口"), ngettext_lazy("投诉入口", "投诉入口", 2)
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("complaints:door", args=[self.pk])


class Saying(models.Model):
    """Words for talking to customers: a template that begins with an apology, or a phrase to avoid.

    is_forbidden  whoever writes it to a customer is warned first (E-5)
    """

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    label_field = "text"

    id = id_field()
    text = models.CharField(_("文字"), max_length=400)
    is_forbidden = models.BooleanField(_("禁用语"), default=False)
    is_active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name, verbose_name_plural = _("答复用语"), ngettext_lazy("答复用语", "答复用语", 2)
        ordering = ["is_forbidden", "id"]

    def __str__(self) -> str:
        return self.text[:40]
