"""What customers answered (G-5, G-9)."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.customers.models import Customer
from maizi.customers.terms import Nature, PartyType, ValueClass
from maizi.kernel.privacy import DataClass, classed

from ..terms import Mood, Way
from .questionnaires import Question
from .rounds import Invitation, Round


class Response(models.Model):
    """One filled-in questionnaire.

    invitation, customer, answered_at, by  empty of anonymous answers, and so are the segments;
                their ids are drawn by lot, so that not even their order tells whose they are
    index       of this answer alone, 0–100; None when no item was answered
    value_class, nature, province, party_type  as the customer was on that day (A-15)
    """

    data_class_default = DataClass.INTERNAL
    sortable = ("answered_at", "index")

    id = id_field()
    round = models.ForeignKey(
        Round, models.CASCADE, related_name="responses", verbose_name=_("满意度调查")
    )
    invitation = models.OneToOneField(
        Invitation, models.SET_NULL, null=True, related_name="response", verbose_name=_("调查邀请")
    )
    customer = models.ForeignKey(
        Customer, models.CASCADE, null=True, related_name="survey_responses",
        verbose_name=_("客户"),
    )  # fmt: skip
    way = models.CharField(_("怎么问"), max_length=5, choices=Way.choices())
    answered_at = models.DateTimeField(_("答卷时间"), null=True)
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("代填人")
    )
    index = models.DecimalField(_("满意度指数"), max_digits=5, decimal_places=2, null=True)
    nps = models.PositiveSmallIntegerField(_("推荐意愿"), null=True)
    mood = models.CharField(_("总体感受"), max_length=4, choices=Mood.choices(), blank=True)
    value_class = models.CharField(
        _("价值等级"), max_length=1, choices=ValueClass.choices(), blank=True
    )
    nature = models.CharField(_("客户性质"), max_length=16, choices=Nature.choices(), blank=True)
    province = models.CharField(_("省份"), max_length=20, blank=True)
    party_type = models.CharField(
        _("客户主体"), max_length=10, choices=PartyType.choices(), blank=True
    )

    class Meta:
        verbose_name, verbose_name_plural = _("答卷"), ngettext_lazy("答卷", "答卷", 2)
        ordering = ["-answered_at", "-id"]
        indexes = [
            models.Index(fields=["customer", "-answered_at"], name="responses_of_customer"),
        ]

    def __str__(self) -> str:
        return str(self.round)

    def get_absolute_url(self) -> str:
        return reverse("satisfaction:response", args=[self.pk])


class Answer(models.Model):
    """One question answered.

    value     the mark, or how many people were told; of a pair what was felt
    expected  of a pair what was expected
    chosen    positions of what was chosen, from 0
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    response = models.ForeignKey(
        Response, models.CASCADE, related_name="answers", verbose_name=_("答卷")
    )
    question = models.ForeignKey(
        Question, models.PROTECT, related_name="answers", verbose_name=_("题目")
    )
    value = models.PositiveSmallIntegerField(_("分数"), null=True)
    expected = models.PositiveSmallIntegerField(_("期望"), null=True)
    chosen = models.JSONField(_("选择"), default=list)
    text = classed(
        models.TextField(_("文字"), max_length=1000, blank=True), DataClass.PERSONAL, mask=None
    )

    class Meta:
        verbose_name = verbose_name_plural = _("回答")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["response", "question"], name="answered_once")
        ]

    def __str__(self) -> str:
        return str(self.question)
