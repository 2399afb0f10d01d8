"""Analyses that were kept: what the numbers were, and what departments said to them (E-9, L-10)."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass


class Analysis(models.Model):
    """One period, counted and summed up; the numbers stay as they were."""

    data_class_default = DataClass.INTERNAL
    sortable = ("since",)
    label_field = "title"

    id = id_field()
    title = models.CharField(_("标题"), max_length=80)
    since = models.DateField(_("从"))
    until = models.DateField(_("到"))
    numbers = models.JSONField(_("数据"), default=dict)
    summary = models.TextField(_("总结"), max_length=4000, blank=True)
    measures = models.TextField(_("措施"), max_length=4000, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("填表人"))
    at = models.DateTimeField(_("填表时间"))
    sent_at = models.DateTimeField(_("分发时间"), null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("投诉分析"), ngettext_lazy("投诉分析", "投诉分析", 2)
        ordering = ["-since", "-id"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("complaints:analysis_kept", args=[self.pk])
