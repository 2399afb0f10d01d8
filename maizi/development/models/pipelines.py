"""Pipelines and their stages (B-4)."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import id_field
from maizi.kernel.privacy import DataClass

from ..terms import Step

MOST_DAYS = 3650


class Pipeline(models.Model):
    """One way in which the company sells: its stages stand for the steps of B-4, some left out."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    name = models.CharField(_("名称"), max_length=40, unique=True)
    is_usual = models.BooleanField(_("默认流程"), default=False)
    is_active = models.BooleanField(_("启用"), default=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("销售流程"), ngettext_lazy("销售流程", "销售流程", 2)
        ordering = ["-is_usual", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_usual"], condition=Q(is_usual=True), name="one_usual_pipeline"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("development:pipeline", args=[self.pk])


class Stage(models.Model):
    """One stage of a pipeline: the step it stands for, its chance, and how long it may last."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    pipeline = models.ForeignKey(
        Pipeline, models.CASCADE, related_name="stages", verbose_name=_("销售流程")
    )
    position = models.PositiveSmallIntegerField(_("次序"))
    name = models.CharField(_("名称"), max_length=20)
    step = models.CharField(_("代表的步骤"), max_length=12, choices=Step.choices())
    probability = models.DecimalField(
        _("成交概率"), max_digits=3, decimal_places=2,
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(1))],
    )  # fmt: skip
    expected_days = models.PositiveSmallIntegerField(
        _("预计停留天数"), default=14, validators=[MaxValueValidator(MOST_DAYS)]
    )
    most_days = models.PositiveSmallIntegerField(
        _("最多停留天数"), default=30, validators=[MaxValueValidator(MOST_DAYS)]
    )
    most_open = models.PositiveIntegerField(_("同时最多几个"), default=0)

    class Meta:
        verbose_name, verbose_name_plural = _("阶段"), ngettext_lazy("阶段", "阶段", 2)
        ordering = ["pipeline", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["pipeline", "step"], name="step_once_in_pipeline"),
            models.CheckConstraint(
                condition=Q(probability__gte=0, probability__lte=1), name="stage_probability"
            ),
        ]

    def __str__(self) -> str:
        return self.name
