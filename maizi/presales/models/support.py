"""Questions of customers that experts help with (F-1)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.catalog.models import Category, Product
from maizi.customers.models import Activity, Customer
from maizi.development.models import Opportunity
from maizi.kernel.privacy import DataClass
from maizi.training.models import Experience

from ..terms import ReplyState, RequestState


class ExpertRequest(models.Model):
    """One question of a customer, put to one or more experts until a moment."""

    data_class_default = DataClass.INTERNAL
    sort_keys = {"created_at": "id"}
    sortable = ("due_at", "created_at", "closed_at")
    label_field = "title"

    id = id_field()
    title = models.CharField(_("一句话说是什么问题"), max_length=80)
    question = models.TextField(
        _("客户的问题"), max_length=2000,
        help_text=_("工况、已经说过什么、客户最担心什么；专家不一定看得到客户档案。"),
    )  # fmt: skip
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="expert_requests", verbose_name=_("客户"),
        editable=False,
    )  # fmt: skip
    opportunity = models.ForeignKey(
        Opportunity, models.SET_NULL, null=True, blank=True, related_name="expert_requests",
        verbose_name=_("商机"), editable=False,
    )  # fmt: skip
    activity = models.ForeignKey(
        Activity, models.SET_NULL, null=True, related_name="+", verbose_name=_("来自跟进"),
        editable=False,
    )  # fmt: skip
    product = models.ForeignKey(
        Product, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("产品")
    )
    family = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("产品类别"), help_text=_("选了产品会自动带出。"),
    )  # fmt: skip
    due_at = models.DateTimeField(_("答复期限"))
    state = models.CharField(
        _("状态"), max_length=6, choices=RequestState.choices(), default=RequestState.OPEN,
        editable=False,
    )  # fmt: skip
    owner = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("提问人"), editable=False
    )
    org_unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="+", verbose_name=_("部门"), editable=False
    )
    created_at = models.DateTimeField(_("提出时间"), auto_now_add=True)
    closed_at = models.DateTimeField(_("办结时间"), null=True, editable=False)
    conclusion = models.CharField(_("怎么答复客户的"), max_length=500, blank=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("专家支持"), ngettext_lazy("专家支持", "专家支持", 2)
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None)
                | ~Q(state="open") & Q(closed_at__isnull=False),
                name="closed_request_has_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "-id"], name="expert_requests_of_customer"),
            models.Index(fields=["owner", "state", "-id"], name="expert_requests_of_owner"),
            models.Index(fields=["state", "due_at", "id"], name="expert_requests_by_due"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("presales:expertrequest", args=[self.pk])


class ExpertReply(models.Model):
    """What became of one question at one expert.

    experience  what the answer was handed in as, to become an article (F-54)
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    request = models.ForeignKey(
        ExpertRequest, models.CASCADE, related_name="replies", verbose_name=_("专家支持")
    )
    expert = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("专家"))
    state = models.CharField(
        _("状态"), max_length=8, choices=ReplyState.choices(), default=ReplyState.ASKED
    )
    text = models.TextField(_("答复"), max_length=4000, blank=True)
    asked_at = models.DateTimeField(_("请求时间"))
    at = models.DateTimeField(_("答复时间"), null=True)
    experience = models.OneToOneField(
        Experience, models.PROTECT, null=True, related_name="+", verbose_name=_("经验")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("专家答复")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["request", "expert"], name="expert_asked_once")
        ]
        indexes = [models.Index(fields=["expert", "state"], name="expert_replies_of_person")]

    def __str__(self) -> str:
        return str(self.expert)
