"""Customers that became one, and how to take that back."""

from datetime import datetime

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass, classed

from .customers import Customer


class Exactly(DjangoJSONEncoder):
    """Moments to the microsecond, so that what comes back is what was."""

    def default(self, o):
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


class Merge(models.Model):
    """One time several customers became one.

    into  id of the survivor, as a number: a later merge may take the survivor itself away
    kept  everything that taking it back needs (actions/merging/kept.py)
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    into = models.BigIntegerField(_("保留的客户"))
    title = classed(models.CharField(_("客户名称"), max_length=160), DataClass.PERSONAL)
    names = classed(models.JSONField(_("并入的客户"), default=list), DataClass.PERSONAL)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("合并人"))
    at = models.DateTimeField(_("合并时间"))
    reason = models.CharField(_("原因"), max_length=200, blank=True)
    kept = classed(
        models.JSONField(_("合并前的内容"), default=dict, encoder=Exactly), DataClass.PERSONAL
    )
    undone_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("撤销人")
    )
    undone_at = models.DateTimeField(_("撤销时间"), null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("合并记录"), ngettext_lazy("合并记录", "合并记录", 2)
        ordering = ["-id"]
        indexes = [models.Index(fields=["into", "-id"], name="merges_into")]

    def __str__(self) -> str:
        return self.title


class Alias(models.Model):
    """One former customer: its id, number and name lead to the one it became part of."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="aliases", verbose_name=_("客户")
    )
    former = models.BigIntegerField(_("原编号"), unique=True)
    no = models.CharField(_("客户编号"), max_length=20)
    name = classed(models.CharField(_("客户名称"), max_length=120), DataClass.PERSONAL, mask=None)
    merge = models.ForeignKey(
        Merge, models.CASCADE, related_name="aliases", verbose_name=_("合并记录")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("曾用编号"), ngettext_lazy("曾用编号", "曾用编号", 2)
        indexes = [models.Index(fields=["no"], name="alias_by_no")]

    def __str__(self) -> str:
        return self.name
