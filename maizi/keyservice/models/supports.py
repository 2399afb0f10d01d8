"""Applications for service and support of a key account, what was done, what it was worth."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.customers.models import Customer
from maizi.kernel.privacy import DataClass

from ..terms import Activity, State


def _person(label) -> models.ForeignKey:
    return models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=label)


class Support(models.Model):
    """《大客户服务和支持申请表》, the activity that came of it, and 《大客户服务评估表》.

    revisit_due_on  by when the customer is asked what he thinks of it; chased_at, when his being
                    late was told
    """

    data_class_default = DataClass.INTERNAL
    label_field = "no"

    id = id_field()
    no = models.CharField(_("申请号"), max_length=32, unique=True, editable=False)
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="supports", verbose_name=_("大客户")
    )
    applicant = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("申请人")
    )  # fmt: skip
    asked_on = models.DateField(_("申请日期"))
    activity = models.CharField(_("活动"), max_length=12, choices=Activity.choices())
    content = models.TextField(_("支持内容"), max_length=2000)
    organisation = models.TextField(_("客户组织情况"), max_length=1000)
    deep_needs = models.TextField(_("深层需求"), max_length=1000)
    changed_needs = models.TextField(_("需求的变化"), max_length=1000, blank=True)
    changed_views = models.TextField(_("认识的变化"), max_length=1000, blank=True)
    state = models.CharField(
        _("状态"), max_length=10, choices=State.choices(), default=State.ASKED, editable=False
    )
    reviewed_by, opinion = (
        _person(_("审核人")),
        models.CharField(_("审核意见"), max_length=400, blank=True),
    )
    reviewed_at = models.DateTimeField(_("审核时间"), null=True)
    held_on = models.DateField(_("举办日期"), null=True)
    course = models.TextField(_("举办情况"), max_length=2000, blank=True)
    opinions = models.TextField(_("收集到的意见"), max_length=2000, blank=True)
    revisit_due_on = models.DateField(_("最晚回访"), null=True)
    revisited_on = models.DateField(_("回访日期"), null=True)
    revisit_words = models.TextField(_("客户的意见"), max_length=1000, blank=True)
    improvement = models.TextField(_("改进"), max_length=1000, blank=True)
    chased_at = models.DateTimeField(_("催办时间"), null=True)
    effect = models.TextField(_("效果评估"), max_length=2000, blank=True)
    score = models.PositiveSmallIntegerField(_("评分"), null=True)
    evaluated_by = _person(_("评估人"))
    evaluated_at = models.DateTimeField(_("评估时间"), null=True)
    judged_by, judgement = (
        _person(_("评估审批人")),
        models.CharField(_("审批意见"), max_length=400, blank=True),
    )
    judged_at = models.DateTimeField(_("审批时间"), null=True)

    class Meta:
        verbose_name = _("大客户服务申请")
        verbose_name_plural = ngettext_lazy("大客户服务申请", "大客户服务申请", 2)
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__range=(1, 5)), name="support_score_1_to_5"
            )
        ]
        indexes = [
            models.Index(fields=["state", "-id"], name="supports_by_state"),
            models.Index(
                fields=["revisit_due_on"], name="supports_to_revisit",
                condition=Q(revisited_on=None, revisit_due_on__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.no

    def get_absolute_url(self) -> str:
        return reverse("keyservice:support", args=[self.pk])
