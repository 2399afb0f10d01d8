"""What is known of faults, and what is ready for the worst (F-3, F-54)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.catalog.models import Category
from maizi.kernel.privacy import DataClass

from ..terms import ArticleState


class Article(models.Model):
    """One fault and how it is mended, for whoever sits at the telephone."""

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    sortable = ("title", "changed_at", "state")
    label_field = "title"

    id = id_field()
    title = models.CharField(_("标题"), max_length=80)
    family = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("产品类别"), help_text=_("留空适用于所有产品。"),
    )  # fmt: skip
    symptom = models.CharField(_("现象"), max_length=300)
    body = models.TextField(_("办法"), max_length=8000, help_text=_("一步一行，客户照着就能做。"))
    state = models.CharField(
        _("状态"), max_length=10, choices=ArticleState.choices(), default=ArticleState.DRAFT,
        editable=False,
    )  # fmt: skip
    author = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("作者"), editable=False
    )
    reviewer = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("审核人"), editable=False
    )
    changed_at = models.DateTimeField(_("更新时间"), auto_now=True)

    class Meta:
        verbose_name, verbose_name_plural = _("知识文章"), ngettext_lazy("知识文章", "知识文章", 2)
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "family"], name="articles_of_family")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("service:article", args=[self.pk])


class EmergencyPlan(models.Model):
    """What happens when one family of products fails in the worst way (F-3)."""

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    sortable = ("family",)
    label_field = "family"

    id = id_field()
    family = models.ForeignKey(
        Category, models.PROTECT, related_name="+", verbose_name=_("产品类别")
    )
    chain = models.TextField(
        _("联系顺序"), max_length=1000, help_text=_("一行一个：姓名、岗位、电话，先打第一个。")
    )
    kit = models.TextField(_("应急备件箱"), max_length=1000)
    most_minutes = models.PositiveSmallIntegerField(
        _("最长集结时间（分钟）"), default=60,
        validators=[MinValueValidator(1), MaxValueValidator(24 * 60)],
    )  # fmt: skip
    steps = models.TextField(_("处置步骤"), max_length=4000, blank=True)
    is_active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name, verbose_name_plural = _("应急预案"), ngettext_lazy("应急预案", "应急预案", 2)
        ordering = ["family", "id"]
        constraints = [models.UniqueConstraint(fields=["family"], name="emergency_plan_once")]

    def __str__(self) -> str:
        return str(self.family)

    def get_absolute_url(self) -> str:
        return reverse("service:emergencyplan", args=[self.pk])
