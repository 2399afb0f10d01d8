"""Where data came from: sources, batches, pictures of cards; and what was thought of it."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.files.models import StoredFile
from maizi.kernel.privacy import DataClass, classed
from maizi.kit.models import ImportRun

from ..terms import Channel, LawfulBasis
from ..terms.collecting import (
    BatchKind,
    CardState,
    Content,
    Filing,
    Relevance,
)


class CollectionSource(models.Model):
    """A source of the company's own below a channel: 2026 华东五金展 below 展览 (A-10)."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    channel = models.CharField(_("采集渠道"), max_length=16, choices=Channel.choices())
    name = models.CharField(_("来源"), max_length=40, unique=True)
    needs_basis = models.BooleanField(_("个人信息须写明合法依据"), default=False)
    is_active = models.BooleanField(_("使用中"), default=True)

    class Meta:
        verbose_name, verbose_name_plural = _("采集来源"), ngettext_lazy("采集来源", "采集来源", 2)
        ordering = ["channel", "name"]

    def __str__(self) -> str:
        return self.name


class CollectionBatch(models.Model):
    """Data collected together: through which channel, by whom, when, on what lawful basis (A-10).

    about  who or what was collected, in words
    month  of the batch into which somebody's hand-typed customers fall by themselves
    """

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    sortable = ("collected_on", "filing")
    label_field = "title"

    id = id_field()
    kind = models.CharField(
        _("方式"), max_length=8, choices=BatchKind.choices(), default=BatchKind.TYPED
    )
    title = models.CharField(_("批次"), max_length=60)
    channel = models.CharField(_("采集渠道"), max_length=16, choices=Channel.choices())
    source = models.ForeignKey(
        CollectionSource, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("采集来源"),
    )  # fmt: skip
    detail = models.CharField(_("来源说明"), max_length=80, blank=True)
    about = models.CharField(_("采集的是谁、是什么"), max_length=200, blank=True)
    collector = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("采集人"), editable=False
    )
    org_unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="+", verbose_name=_("所属部门"), editable=False
    )
    collected_on = models.DateField(_("采集日期"))
    lawful_basis = models.CharField(
        _("合法依据"), max_length=14, choices=LawfulBasis.choices(), blank=True
    )
    basis_note = models.CharField(_("依据说明"), max_length=200, blank=True)
    month = models.CharField(max_length=7, blank=True, editable=False)
    run = models.OneToOneField(
        ImportRun, models.SET_NULL, null=True, related_name="+", verbose_name=_("导入"),
        editable=False,
    )  # fmt: skip
    filing = models.CharField(
        _("鉴定结果"), max_length=8, choices=Filing.choices(), default=Filing.PENDING,
        editable=False,
    )  # fmt: skip
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("采集批次"), ngettext_lazy("采集批次", "采集批次", 2)
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["collector", "channel", "month"], condition=~Q(month=""),
                name="one_typed_batch_a_month",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["filing", "id"], name="batches_by_filing"),
            models.Index(fields=["collector", "-id"], name="batches_of_collector"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("customers:collectionbatch", args=[self.pk])


class BatchCard(models.Model):
    """One picture of a business card in a batch, and the customer it was typed into."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    batch = models.ForeignKey(
        CollectionBatch, models.CASCADE, related_name="cards", verbose_name=_("采集批次")
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("图片"))
    position = models.PositiveIntegerField(_("顺序"), default=0)
    state = models.CharField(
        _("状态"), max_length=8, choices=CardState.choices(), default=CardState.WAITING
    )
    customer = models.ForeignKey(
        "customers.Customer", models.SET_NULL, null=True, related_name="+", verbose_name=_("客户")
    )
    typed_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("录入人")
    )
    typed_at = models.DateTimeField(_("录入时间"), null=True)
    note = classed(models.CharField(_("备注"), max_length=100, blank=True), DataClass.PERSONAL)

    class Meta:
        verbose_name, verbose_name_plural = _("名片"), ngettext_lazy("名片", "名片", 2)
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["batch", "file"], name="card_once")]

    def __str__(self) -> str:
        return f"{self.position}"


class Appraisal(models.Model):
    """What somebody thought of a batch or of one record before it was filed (A-14)."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    batch = models.ForeignKey(
        CollectionBatch, models.CASCADE, null=True, related_name="appraisals",
        verbose_name=_("采集批次"),
    )  # fmt: skip
    customer = models.ForeignKey(
        "customers.Customer", models.CASCADE, null=True, related_name="appraisals",
        verbose_name=_("客户"),
    )  # fmt: skip
    content = models.CharField(_("内容"), max_length=8, choices=Content.choices())
    credibility = models.PositiveSmallIntegerField(_("可信度"))
    usefulness = models.PositiveSmallIntegerField(_("实用价值"))
    relevance = models.CharField(_("业务关联性"), max_length=8, choices=Relevance.choices())
    suggestion = models.CharField(_("规则建议"), max_length=8, choices=Filing.choices())
    decision = models.CharField(_("决定"), max_length=8, choices=Filing.choices())
    reason = models.CharField(_("改判原因"), max_length=200, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("鉴定人"))
    at = models.DateTimeField(_("鉴定时间"))

    class Meta:
        verbose_name, verbose_name_plural = _("鉴定"), ngettext_lazy("鉴定", "鉴定", 2)
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(batch=None, customer__isnull=False)
                | Q(batch__isnull=False, customer=None),
                name="appraises_batch_or_customer",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_decision_display())
