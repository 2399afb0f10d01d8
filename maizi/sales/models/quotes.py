"""Quotes and their versions (I-3)."""

from datetime import date, timedelta

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.fields.queries import parameter
from maizi.kernel.privacy import DataClass

from ..terms import QuoteState
from .columns import Document, PricedLine

MOST_TERMS = 365


def usual_end() -> date:
    """Until when a quote of today is valid (I-3)."""
    return timezone.localdate() + timedelta(int(parameter("quote.valid_days")))


class Quote(Document):
    """One version of an offer to one customer; later versions name the first one as root."""

    data_class_default = DataClass.INTERNAL
    sort_keys = {"created_at": "id"}
    sortable = ("no", "amount_yuan", "valid_until", "created_at")
    never_listed = ("link_version",)
    label_field = "no"

    title = models.CharField(_("主题"), max_length=80, blank=True)
    root = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="versions", verbose_name=_("第一版"),
        editable=False,
    )  # fmt: skip
    version = models.PositiveSmallIntegerField(_("版本"), default=1, editable=False)
    state = models.CharField(
        _("状态"), max_length=10, choices=QuoteState.choices(), default=QuoteState.DRAFT,
        editable=False,
    )  # fmt: skip
    activity = models.CharField(
        _("团购活动号"), max_length=40, blank=True, help_text=_("填写后按这次活动的价格报价。")
    )
    valid_until = models.DateField(_("有效期至"), default=usual_end)
    terms_days = models.PositiveSmallIntegerField(
        _("账期（天）"), default=0, validators=[MaxValueValidator(MOST_TERMS)],
        help_text=_("0 表示款到发货。"),
    )  # fmt: skip
    note = models.TextField(_("给客户的说明"), max_length=1000, blank=True)
    remark = models.TextField(_("内部备注"), max_length=1000, blank=True)
    batch = models.CharField(_("批次"), max_length=60, blank=True, editable=False)
    sent_at = models.DateTimeField(_("发出时间"), null=True, editable=False)
    seen_at = models.DateTimeField(_("客户首次查看"), null=True, editable=False)
    decided_at = models.DateTimeField(_("客户答复时间"), null=True, editable=False)
    answer = models.CharField(_("客户的答复"), max_length=300, blank=True, editable=False)
    link_version = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("报价单"), ngettext_lazy("报价单", "报价单", 2)
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["root", "version"], name="quote_version_once"),
        ]
        indexes = [
            models.Index(fields=["customer", "-id"], name="quote_by_customer"),
            models.Index(fields=["owner", "-id"], name="quote_by_owner"),
            models.Index(
                fields=["valid_until"], name="quote_to_expire", condition=Q(state="sent")
            ),
        ]  # fmt: skip

    def get_absolute_url(self) -> str:
        return reverse("sales:quote", args=[self.pk])

    @property
    def first_id(self) -> int:
        """The id all versions of one offer share."""
        return self.root_id or self.pk


class QuoteLine(PricedLine):
    """One line of a quote."""

    document = models.ForeignKey(
        Quote, models.CASCADE, related_name="lines", verbose_name=_("报价单")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("报价明细")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(quantity__gt=0), name="quoted_something"),
        ]
