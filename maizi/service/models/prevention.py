"""Looking after pieces before they fail (F-20)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.catalog.models import Category
from maizi.kernel.privacy import DataClass
from maizi.warranty.models import Unit

from ..terms import PlanScope
from .tickets import Ticket


class PreventivePlan(models.Model):
    """How often pieces of one family are looked after, whose, and what is looked at."""

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    sortable = ("name",)

    id = id_field()
    name = models.CharField(_("计划名称"), max_length=60, unique=True)
    family = models.ForeignKey(
        Category, models.PROTECT, related_name="+", verbose_name=_("产品类别")
    )
    months = models.PositiveSmallIntegerField(
        _("间隔（月）"), default=6, validators=[MinValueValidator(1), MaxValueValidator(120)]
    )
    scope = models.CharField(
        _("面向"), max_length=8, choices=PlanScope.choices(), default=PlanScope.COVERED
    )
    lead_days = models.PositiveSmallIntegerField(
        _("提前几天开单"), default=14, validators=[MaxValueValidator(180)]
    )
    checklist = models.TextField(_("检查清单"), max_length=2000, help_text=_("一行一项。"))
    owner = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("受理人"),
        help_text=_("开出的巡检单交给谁安排。"),
    )  # fmt: skip
    is_active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name, verbose_name_plural = _("预防计划"), ngettext_lazy("预防计划", "预防计划", 2)
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("service:preventiveplan", args=[self.pk])


class Upkeep(models.Model):
    """That a piece was, or is to be, looked after by a plan around one day."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    plan = models.ForeignKey(
        PreventivePlan, models.CASCADE, related_name="upkeeps", verbose_name=_("预防计划")
    )
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+", verbose_name=_("设备"))
    due_on = models.DateField(_("到期日"))
    ticket = models.OneToOneField(
        Ticket, models.CASCADE, related_name="upkeep", verbose_name=_("服务工单")
    )
    findings = models.CharField(_("发现"), max_length=1000, blank=True)
    needs = models.CharField(_("听到的需求"), max_length=1000, blank=True)
    advice = models.CharField(_("备件建议"), max_length=400, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("巡检")
        ordering = ["-due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "unit", "due_on"], name="upkeep_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.due_on}"
