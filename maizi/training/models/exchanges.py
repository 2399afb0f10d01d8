"""Meetings on experience, and what they bring to the knowledge base (F-54)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.catalog.models import Category, Product
from maizi.kernel.privacy import DataClass
from maizi.service.models import Article, Ticket

from ..terms import ExchangeState, ExperienceState


class Exchange(models.Model):
    """One meeting at which colleagues exchange what a period has taught them."""

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    sortable = ("held_on", "no")
    label_field = "topic"

    id = id_field()
    no = models.CharField(_("交流会编号"), max_length=32, unique=True, editable=False)
    topic = models.CharField(_("主题"), max_length=80)
    from_on = models.DateField(_("交流的时期从"))
    to_on = models.DateField(_("到"))
    held_on = models.DateField(_("召开日期"))
    place = models.CharField(_("地点"), max_length=120, blank=True)
    host = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("主持人"))
    people = models.ManyToManyField(User, related_name="+", verbose_name=_("参加人"))
    minutes = models.TextField(_("纪要"), max_length=4000, blank=True, editable=False)
    state = models.CharField(
        _("状态"), max_length=10, choices=ExchangeState.choices(), default=ExchangeState.PLANNED,
        editable=False,
    )  # fmt: skip

    class Meta:
        verbose_name = _("经验交流会")
        verbose_name_plural = ngettext_lazy("经验交流会", "经验交流会", 2)
        ordering = ["-held_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="exchange_of_a_span")
        ]
        indexes = [models.Index(fields=["state", "held_on"], name="exchanges_by_day")]

    def __str__(self) -> str:
        return self.topic

    def get_absolute_url(self) -> str:
        return reverse("training:exchange", args=[self.pk])


class Experience(models.Model):
    """One thing that no technical paper says, as somebody found it out.

    article  the draft it became in the knowledge base
    """

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    sortable = ("title", "id")
    label_field = "title"

    id = id_field()
    title = models.CharField(_("标题"), max_length=80)
    exchange = models.ForeignKey(
        Exchange, models.PROTECT, null=True, blank=True, related_name="experiences",
        verbose_name=_("经验交流会"), help_text=_("在哪次会上交流；还没有开会可以留空。"),
    )  # fmt: skip
    product = models.ForeignKey(
        Product, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("产品")
    )
    family = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("产品类别"), help_text=_("选了产品会自动带出；都留空适用于所有产品。"),
    )  # fmt: skip
    ticket = models.ForeignKey(
        Ticket, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("工单")
    )
    problem = models.CharField(_("遇到的问题"), max_length=300)
    cause = models.TextField(_("原因"), max_length=2000)
    solution = models.TextField(
        _("怎么解决的"), max_length=4000, help_text=_("一步一行，别人照着就能做。")
    )
    author = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("作者"), editable=False
    )
    state = models.CharField(
        _("状态"), max_length=10, choices=ExperienceState.choices(),
        default=ExperienceState.ASKED, editable=False,
    )  # fmt: skip
    reviewer = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("审核人"), editable=False
    )
    reviewed_at = models.DateTimeField(_("审核时间"), null=True, editable=False)
    opinion = models.CharField(_("审核意见"), max_length=400, blank=True, editable=False)
    article = models.OneToOneField(
        Article, models.PROTECT, null=True, related_name="+", verbose_name=_("知识文章"),
        editable=False,
    )  # fmt: skip

    class Meta:
        verbose_name, verbose_name_plural = _("经验"), ngettext_lazy("经验", "经验", 2)
        ordering = ["-id"]
        indexes = [models.Index(fields=["state", "-id"], name="experiences_by_state")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("training:experience", args=[self.pk])
