"""Questionnaires: versions, what they measure, what they ask (G-9)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass

from ..terms import QuestionKind, QuestionnaireState, SurveyType

PERCENT = [MinValueValidator(0), MaxValueValidator(100)]


def percent_field(label, **options) -> models.DecimalField:
    """A share of 100, to a hundredth."""
    return models.DecimalField(
        label, max_digits=5, decimal_places=2, validators=PERCENT, **options
    )  # fmt: skip


class Questionnaire(models.Model):
    """One version of a questionnaire; once it may be sent, nothing in it changes.

    first  the first version, of which this is a later one; None for the first itself
    """

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    sortable = ("title", "type", "version")
    label_field = "title"

    id = id_field()
    title = models.CharField(_("问卷名称"), max_length=80)
    type = models.CharField(_("调查类型"), max_length=14, choices=SurveyType.choices())
    version = models.PositiveSmallIntegerField(_("版本"), default=1, editable=False)
    first = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="later", editable=False,
        verbose_name=_("最初的版本"),
    )  # fmt: skip
    state = models.CharField(
        _("状态"), max_length=8, choices=QuestionnaireState.choices(),
        default=QuestionnaireState.DRAFT, editable=False,
    )  # fmt: skip
    intro = models.TextField(
        _("开头的话"), max_length=1000, blank=True, help_text=_("客户打开问卷先看到。")
    )
    thanks = models.TextField(
        _("答完以后的话"), max_length=600, blank=True, help_text=_("留空用系统的感谢语。")
    )
    created_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("编写人")
    )
    created_at = models.DateTimeField(_("编写时间"), auto_now_add=True)
    ready_at = models.DateTimeField(_("定稿时间"), null=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("问卷"), ngettext_lazy("问卷", "问卷", 2)
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "version"], condition=Q(first__isnull=False),
                name="questionnaire_version",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.title} v{self.version}"

    def get_absolute_url(self) -> str:
        return reverse("satisfaction:questionnaire", args=[self.pk])

    @property
    def is_draft(self) -> bool:
        """Whether it may still be changed."""
        return self.state == QuestionnaireState.DRAFT


class Indicator(models.Model):
    """One thing a questionnaire measures, with its share of the index."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    questionnaire = models.ForeignKey(
        Questionnaire, models.CASCADE, related_name="indicators", verbose_name=_("问卷")
    )
    name = models.CharField(_("指标"), max_length=40)
    percent = percent_field(_("权重（%）"))
    position = models.PositiveSmallIntegerField(_("顺序"), default=0)

    class Meta:
        verbose_name = _("满意度指标")
        verbose_name_plural = ngettext_lazy("满意度指标", "满意度指标", 2)
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "name"], name="indicator_once")
        ]

    def __str__(self) -> str:
        return self.name


class Question(models.Model):
    """One question.

    top         marks go from 1 to this
    choices     what may be chosen, of single and multiple choice
    is_overall  the one mark for everything: tells satisfied from dissatisfied people
    indicator, percent  what the mark feeds, and its share there
    """

    data_class_default = DataClass.INTERNAL
    label_field = "text"

    id = id_field()
    questionnaire = models.ForeignKey(
        Questionnaire, models.CASCADE, related_name="questions", verbose_name=_("问卷")
    )
    position = models.PositiveSmallIntegerField(_("顺序"), default=0)
    section = models.CharField(_("小节"), max_length=40, blank=True)
    kind = models.CharField(_("题型"), max_length=6, choices=QuestionKind.choices())
    text = models.CharField(_("题目"), max_length=200)
    top = models.PositiveSmallIntegerField(
        _("最高分"), default=5, validators=[MinValueValidator(2), MaxValueValidator(10)]
    )
    choices = models.JSONField(_("选项"), default=list, blank=True)
    is_required = models.BooleanField(_("必答"), default=True)
    is_overall = models.BooleanField(_("总体满意度题"), default=False)
    indicator = models.ForeignKey(
        Indicator, models.SET_NULL, null=True, blank=True, related_name="questions",
        verbose_name=_("指标"),
    )  # fmt: skip
    percent = percent_field(_("在指标中的权重（%）"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("题目"), ngettext_lazy("题目", "题目", 2)
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire"], condition=Q(is_overall=True), name="one_overall_question"
            )
        ]

    def __str__(self) -> str:
        return self.text
