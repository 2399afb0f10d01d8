"""Engineers: what they can repair, when they work, how much at once (F-5, F-52)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.catalog.models import Category
from maizi.clocks.models import ServiceCalendar
from maizi.kernel.privacy import DataClass
from maizi.stock.models import Warehouse

from ..terms import DutyKind
from .places import ServicePoint


class Engineer(models.Model):
    """One colleague who is sent to customers."""

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    sortable = ("user", "point")

    id = id_field()
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("工程师"))
    point = models.ForeignKey(
        ServicePoint, models.PROTECT, related_name="engineers", verbose_name=_("服务网点")
    )
    calendar = models.ForeignKey(
        ServiceCalendar, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("班次"), help_text=_("平时的上班时间；留空按网点部门的服务时间。"),
    )  # fmt: skip
    warehouse = models.ForeignKey(
        Warehouse, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("随车备件库"), help_text=_("领用备件先从这里出；留空从网点的备件仓库出。"),
    )  # fmt: skip
    most_jobs = models.PositiveSmallIntegerField(
        _("最多同时几单"), default=5, validators=[MinValueValidator(1), MaxValueValidator(50)]
    )
    is_active = models.BooleanField(_("可派工"), default=True)

    class Meta:
        verbose_name, verbose_name_plural = _("工程师"), ngettext_lazy("工程师", "工程师", 2)
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["user"], name="engineer_once")]
        indexes = [models.Index(fields=["is_active", "point"], name="engineers_at_point")]

    def __str__(self) -> str:
        return self.user.name if self.user_id else ""

    def get_absolute_url(self) -> str:
        return reverse("service:engineer", args=[self.pk])


class Skill(models.Model):
    """That an engineer can repair one family of products, by which certificate (F-52)."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    engineer = models.ForeignKey(
        Engineer, models.CASCADE, related_name="skills", verbose_name=_("工程师")
    )
    category = models.ForeignKey(
        Category, models.PROTECT, related_name="+", verbose_name=_("产品类别")
    )
    certificate = models.CharField(_("证书编号"), max_length=40, blank=True)
    valid_until = models.DateField(_("证书有效期至"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("维修技能"), ngettext_lazy("维修技能", "维修技能", 2)
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["engineer", "category"], name="skill_once")
        ]  # fmt: skip
        indexes = [models.Index(fields=["category"], name="skills_for_family")]

    def __str__(self) -> str:
        return str(self.category)


class Duty(models.Model):
    """Some hours in which an engineer works though he usually does not, or the other way."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    engineer = models.ForeignKey(
        Engineer, models.CASCADE, related_name="duties", verbose_name=_("工程师")
    )
    kind = models.CharField(_("种类"), max_length=8, choices=DutyKind.choices())
    since = models.DateTimeField(_("开始"))
    until = models.DateTimeField(_("结束"))
    note = models.CharField(_("说明"), max_length=100, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = (
            _("值班与休假"),
            ngettext_lazy("值班与休假", "值班与休假", 2),
        )
        ordering = ["since", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="duty_has_a_length")
        ]
        indexes = [models.Index(fields=["until", "engineer"], name="duties_by_end")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.since:%Y-%m-%d %H:%M}"
