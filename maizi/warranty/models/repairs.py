"""Repairs of pieces: what the two repairs and the excluded days of 三包 are counted from."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass

from ..terms import Assembly, Delay, SafetyFault
from .units import Unit


class Repair(models.Model):
    """One repair of one piece, from handing in to the day it could be fetched (F-38).

    ready_at        [handed_in_at, ready_at) is taken out of the warranty; None while it lasts
    uncounted_hours of a car: carrying parts made for it alone, and to the rescue (F-3A)
    is_again        the fault of the repair before came back within 30 days
    is_called_off   it came to nothing at ready_at: its days are taken out, but nothing was repaired
    source_kind, source_id  the document of a higher app that made it
    """

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    sort_keys = {"created_at": "id"}
    sortable = ("no", "handed_in_at", "created_at")
    never_listed = ("source_kind", "source_id")
    label_field = "no"

    id = id_field()
    no = models.CharField(_("维修记录号"), max_length=32, unique=True, editable=False)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="repairs", verbose_name=_("设备"), editable=False
    )
    handed_in_at = models.DateTimeField(_("送修时间"))
    ready_at = models.DateTimeField(_("修好可取时间"), null=True, blank=True)
    picked_up_at = models.DateTimeField(_("取回时间"), null=True, blank=True)
    fault = models.CharField(_("故障现象"), max_length=200)
    fault_code = models.CharField(
        _("故障名称"), max_length=40, help_text=_("同一种故障写同一个名称，如：不制冷。")
    )
    part = models.CharField(_("故障部件"), max_length=60, blank=True)
    assembly = models.CharField(
        _("汽车部位"), max_length=10, choices=Assembly.choices(), default=Assembly.OTHER
    )
    safety = models.CharField(
        _("安全故障"), max_length=8, choices=SafetyFault.choices(), default=SafetyFault.NONE
    )
    is_part_replaced = models.BooleanField(_("更换了主要零件或总成"), default=False)
    state_after = models.CharField(_("修后状况"), max_length=200, blank=True)
    parts_used = models.CharField(_("更换的零件"), max_length=200, blank=True)
    repairer = models.CharField(_("修理者"), max_length=60)
    is_authorised = models.BooleanField(_("承担三包的修理者"), default=True)
    delay = models.CharField(
        _("久修原因"), max_length=8, choices=Delay.choices(), default=Delay.NONE
    )
    uncounted_hours = models.PositiveSmallIntegerField(
        _("不计入的小时"), default=0, help_text=_("汽车：运输专用件、外出救援路途的时间。")
    )
    is_again = models.BooleanField(_("三十日内同一故障"), default=False, editable=False)
    is_called_off = models.BooleanField(_("没有修成"), default=False, editable=False)
    source_kind = models.CharField(max_length=60, blank=True, editable=False)
    source_id = models.BigIntegerField(null=True, editable=False)
    created_at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("登记人"),
        editable=False,
    )  # fmt: skip

    class Meta:
        verbose_name, verbose_name_plural = _("维修记录"), ngettext_lazy("维修记录", "维修记录", 2)
        ordering = ["handed_in_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ready_at=None) | Q(ready_at__gte=F("handed_in_at")),
                name="repair_ready_after_handed_in",
                violation_error_message=_("修好时间早于送修时间。请核对两个时间。"),
            ),
            models.CheckConstraint(
                condition=Q(picked_up_at=None) | Q(picked_up_at__gte=F("ready_at")),
                name="repair_fetched_after_ready",
                violation_error_message=_(
                    "取回时间早于修好时间。请核对；取走以后再送来的，另登一条维修记录。"
                ),
            ),
        ]
        indexes = [models.Index(fields=["unit", "handed_in_at"], name="repair_of_unit")]

    def __str__(self) -> str:
        return self.no

    def get_absolute_url(self) -> str:
        return reverse("warranty:repair", args=[self.pk])
