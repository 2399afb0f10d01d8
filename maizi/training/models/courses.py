"""The unified course system: courses with their syllabus, and what they certify for (F-52)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import id_field
from maizi.catalog.models import Category, Product
from maizi.kernel.privacy import DataClass

FULL = 100
MOST_MONTHS = 120


def hours_field(label, **options) -> models.DecimalField:
    """Hours of teaching, to the tenth."""
    return models.DecimalField(label, max_digits=5, decimal_places=1, **options)


class Course(models.Model):
    """One course that people are taught and examined in.

    families, products  who passes may work on these; with neither it certifies for nothing
    version             rises when the syllabus, what it certifies for or the mark to pass changes
    """

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    sortable = ("code", "name", "hours", "valid_months")
    label_field = "name"

    id = id_field()
    code = models.CharField(_("课程代码"), max_length=20, unique=True)
    name = models.CharField(_("课程名称"), max_length=80)
    goal = models.TextField(_("学完会什么"), max_length=1000, blank=True)
    pass_mark = models.PositiveSmallIntegerField(
        _("及格分数"), default=80, help_text=_("满分 100。"),
        validators=[MinValueValidator(1), MaxValueValidator(FULL)],
    )  # fmt: skip
    valid_months = models.PositiveSmallIntegerField(
        _("证书有效期（月）"), default=24,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MONTHS)],
    )  # fmt: skip
    hours = hours_field(_("学时"), default=0, editable=False)
    version = models.PositiveSmallIntegerField(_("版本"), default=1, editable=False)
    is_retired = models.BooleanField(_("已停用"), default=False, editable=False)
    families = models.ManyToManyField(
        Category, related_name="+", blank=True, verbose_name=_("可以维修的产品类别")
    )
    products = models.ManyToManyField(
        Product, related_name="+", blank=True, verbose_name=_("可以维修的产品")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("培训课程"), ngettext_lazy("培训课程", "培训课程", 2)
        ordering = ["code", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(pass_mark__gte=1, pass_mark__lte=FULL), name="pass_mark_in_100"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("training:course", args=[self.pk])


class Lesson(models.Model):
    """One step of the syllabus of a course."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    course = models.ForeignKey(
        Course, models.CASCADE, related_name="lessons", verbose_name=_("培训课程")
    )
    position = models.PositiveSmallIntegerField(_("次序"))
    title = models.CharField(_("课"), max_length=120)
    hours = hours_field(_("学时"), validators=[MinValueValidator(0)])

    class Meta:
        verbose_name, verbose_name_plural = _("课程大纲"), ngettext_lazy("课程大纲", "课程大纲", 2)
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["course", "position"], name="lesson_in_order")
        ]

    def __str__(self) -> str:
        return self.title
