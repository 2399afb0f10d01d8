"""Who is responsible, what the customer gets, and whether he means ill (E-3, E-6, E-7)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.kernel.privacy import DataClass, classed

from ..terms import RemedySort, RemedyState
from .causes import Cause
from .complaints import Complaint

PERSONAL = DataClass.PERSONAL


class Responsibility(models.Model):
    """One share of the responsibility; those of a complaint make up 100 percent (T-1.4)."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    complaint = models.ForeignKey(
        Complaint, models.CASCADE, related_name="shares", verbose_name=_("投诉")
    )
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+", verbose_name=_("责任部门"))
    person = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("责任人")
    )
    percent = models.PositiveSmallIntegerField(
        _("责任比例"), validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    cause = models.ForeignKey(Cause, models.PROTECT, related_name="+", verbose_name=_("原因"))
    whys = classed(
        models.TextField(_("五个为什么"), max_length=1000, blank=True), PERSONAL, mask=None
    )

    class Meta:
        verbose_name = verbose_name_plural = _("责任")
        ordering = ["-percent", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gte=1) & Q(percent__lte=100), name="share_of_a_hundred"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.percent}%"


class Remedy(models.Model):
    """One thing the customer gets."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    complaint = models.ForeignKey(
        Complaint, models.CASCADE, related_name="remedies", verbose_name=_("投诉")
    )
    sort = models.CharField(_("方式"), max_length=12, choices=RemedySort.choices())
    amount_yuan = models.DecimalField(
        _("金额"), max_digits=14, decimal_places=2, default=0, validators=[MinValueValidator(0)]
    )
    text = classed(models.CharField(_("说明"), max_length=200, blank=True), PERSONAL, mask=None)
    state = models.CharField(
        _("状态"), max_length=8, choices=RemedyState.choices(), default=RemedyState.PLANNED
    )
    done_at = models.DateTimeField(_("执行时间"), null=True)
    done_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("执行人")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("处理方式")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_yuan__gte=0), name="remedy_amount_not_negative"
            )
        ]

    def __str__(self) -> str:
        return self.get_sort_display()


class Suspicion(models.Model):
    """That somebody thinks a complaint malicious, with evidence; two others have to agree (E-3).

    It is nobody's business but theirs: not the customer's, nor that of statistics by name.
    """

    data_class_default = DataClass.SENSITIVE

    id = id_field()
    complaint = models.ForeignKey(
        Complaint, models.CASCADE, related_name="suspicions", verbose_name=_("投诉")
    )
    evidence = models.TextField(_("证据清单"), max_length=4000)
    raised_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("提出人"))
    raised_at = models.DateTimeField(_("提出时间"))
    supervisor = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("主管确认")
    )
    supervisor_at = models.DateTimeField(_("主管确认时间"), null=True)
    counsel = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("法务确认")
    )
    counsel_at = models.DateTimeField(_("法务确认时间"), null=True)
    refused_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("不同意的人")
    )
    refused_at = models.DateTimeField(_("不同意的时间"), null=True)
    opinion = models.CharField(_("意见"), max_length=400, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("恶意投诉认定")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint"], condition=Q(refused_at=None), name="one_suspicion"
            ),
            # Two persons: whoever raised it confirms nothing, and nobody confirms twice (T-1.x).
            models.CheckConstraint(
                condition=Q(supervisor=None) | Q(counsel=None)
                | ~Q(supervisor=models.F("counsel")),
                name="two_confirm",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.complaint)

    @property
    def is_confirmed(self) -> bool:
        """Whether both have agreed."""
        return self.supervisor_id is not None and self.counsel_id is not None
