"""Key-account plans and what belongs to them (B-20 to B-27)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.customers.models import Activity, Contact, Customer
from maizi.kernel.privacy import DataClass, FieldGroup, classed

from ..terms.accounts import (
    Advantage,
    ContactState,
    Factor,
    FirstWay,
    Method,
    PlanSection,
    Risk,
    Worth,
)
from .deals import Opportunity, yuan_field
from .visits import Discussion


def share_field(label, **options) -> models.DecimalField:
    """A share between 0 and 1."""
    bounds = [MinValueValidator(0), MaxValueValidator(1)]
    return models.DecimalField(label, max_digits=5, decimal_places=4, validators=bounds, **options)


class KeyPlan(models.Model):
    """大客户开发计划: how one key account is to be won."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="key_plans", verbose_name=_("客户")
    )
    opportunity = models.ForeignKey(
        Opportunity, models.SET_NULL, null=True, blank=True, related_name="key_plans",
        verbose_name=_("商机"),
    )  # fmt: skip
    name = models.CharField(_("计划名称"), max_length=80)
    goal = models.TextField(_("目标"), max_length=1000, blank=True)
    starts_on = models.DateField(_("开始日期"), null=True, blank=True)
    ends_on = models.DateField(_("结束日期"), null=True, blank=True)
    competitors = models.CharField(_("竞争对手"), max_length=200, blank=True, editable=False)
    method = models.CharField(
        _("开发方法"), max_length=14, choices=Method.choices(), blank=True, editable=False
    )
    meeting = models.ForeignKey(
        Discussion, models.SET_NULL, null=True, related_name="+", editable=False,
        verbose_name=_("开发方法会议"),
    )  # fmt: skip
    owner = models.ForeignKey(
        User, models.PROTECT, related_name="key_plans", blank=True, verbose_name=_("负责人")
    )
    org_unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="+", editable=False, verbose_name=_("部门")
    )

    class Meta:
        verbose_name, verbose_name_plural = (
            _("大客户开发计划"), ngettext_lazy("大客户开发计划", "大客户开发计划", 2)
        )  # fmt: skip
        ordering = ["-id"]
        indexes = [models.Index(fields=["owner", "id"], name="key_plans_of_owner")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("development:keyplan", args=[self.pk])


class PlanPart(models.Model):
    """One section of a plan: its text, who writes it, and whether it is done."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    plan = models.ForeignKey(
        KeyPlan, models.CASCADE, related_name="parts", verbose_name=_("大客户开发计划")
    )
    code = models.CharField(_("章节"), max_length=12, choices=PlanSection.choices())
    text = models.TextField(_("内容"), max_length=4000, blank=True)
    is_done = models.BooleanField(_("已完成"), default=False)
    owner = models.ForeignKey(
        User, models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("负责人")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("计划的章节")
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="part_once")]

    def __str__(self) -> str:
        return str(self.get_code_display())


class FactorWeight(models.Model):
    """How much a purchase hangs on one factor, and how we know (B-20.3)."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    plan = models.ForeignKey(
        KeyPlan, models.CASCADE, related_name="factors", verbose_name=_("大客户开发计划")
    )
    code = models.CharField(_("因素"), max_length=10, choices=Factor.choices())
    weight = models.PositiveSmallIntegerField(
        _("重要程度"), validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    evidence = models.CharField(_("依据"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("影响采购的因素")
        ordering = ["-weight", "id"]
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="factor_once")]

    def __str__(self) -> str:
        return str(self.get_code_display())


class CompareLine(models.Model):
    """One criterion of the comparison with competitors; `theirs` is name -> score (B-23)."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    plan = models.ForeignKey(
        KeyPlan, models.CASCADE, related_name="comparison", verbose_name=_("大客户开发计划")
    )
    name = models.CharField(_("比较项"), max_length=40)
    weight = share_field(_("权重"))
    ours = models.PositiveSmallIntegerField(_("我方"))
    theirs = models.JSONField(_("竞争对手"))

    class Meta:
        verbose_name = verbose_name_plural = _("竞争对手比较")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class TradeMonth(models.Model):
    """What a customer bought from us in a month, and in all, if known (B-20.4)."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    plan = models.ForeignKey(
        KeyPlan, models.CASCADE, related_name="trade", verbose_name=_("大客户开发计划")
    )
    month = models.DateField(_("月份"))
    product = models.CharField(_("产品"), max_length=60, blank=True)
    ours_yuan = yuan_field(_("向我方采购"))
    all_yuan = yuan_field(_("总采购"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("交易记录分析")
        ordering = ["month", "product", "id"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "month", "product"], name="trade_month_once"),
        ]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.product}"


class WorthCase(models.Model):
    """One assessment whether an account is worth developing, as it was made (B-24)."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    plan = models.ForeignKey(
        KeyPlan, models.CASCADE, related_name="assessments", verbose_name=_("大客户开发计划")
    )
    sales_yuan = yuan_field(_("预计销售额"))
    margin = share_field(_("毛利率"))
    risk_sort = models.CharField(_("风险"), max_length=8, choices=Risk.choices(), blank=True)
    risk = share_field(_("风险系数"))
    labour_yuan = yuan_field(_("人工成本"), default=0)
    travel_yuan = yuan_field(_("差旅"), default=0)
    selling_yuan = yuan_field(_("销售费用"), default=0)
    stock_yuan = yuan_field(_("平均备货"), default=0)
    annual_rate = share_field(_("年利率"), default=0)
    months = models.PositiveSmallIntegerField(_("月数"), default=12)
    managing_yuan = yuan_field(_("开发管理费用"), default=0)
    cost_yuan = yuan_field(_("费用合计"))
    worth_yuan = models.DecimalField(_("净收益"), max_digits=16, decimal_places=2)
    roi = models.DecimalField(_("投入产出比"), max_digits=12, decimal_places=4, null=True)
    verdict = models.CharField(_("结论"), max_length=8, choices=Worth.choices())
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("评估人"))
    at = models.DateTimeField(_("评估时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("开发价值评估")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.get_verdict_display()} {self.worth_yuan}"


class AdvantageClaim(models.Model):
    """One of the six advantages as told to a customer (B-25)."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    plan = models.ForeignKey(
        KeyPlan, models.CASCADE, related_name="claims", verbose_name=_("大客户开发计划")
    )
    sort = models.CharField(_("优势"), max_length=10, choices=Advantage.choices())
    statement = models.CharField(_("说法"), max_length=300)
    claim = models.CharField(_("量化"), max_length=120, blank=True)
    evidence = models.CharField(_("依据"), max_length=200, blank=True)
    reader = models.CharField(_("说给谁听"), max_length=60, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("竞争优势")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.statement


class FirstContact(models.Model):
    """One first contact by letter, phone or mail: what was said, when it went, who answered."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    plan = models.ForeignKey(
        KeyPlan, models.CASCADE, related_name="contacts", verbose_name=_("大客户开发计划")
    )
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, related_name="+", verbose_name=_("联系人")
    )
    way = models.CharField(_("方式"), max_length=8, choices=FirstWay.choices())
    is_marketing = models.BooleanField(_("营销内容"), default=False)
    subject = models.CharField(_("主题"), max_length=120, blank=True)
    text = classed(models.TextField(_("正文"), max_length=4000), DataClass.PERSONAL)
    email = classed(
        models.EmailField(_("收件邮箱"), blank=True), DataClass.PERSONAL,
        group=FieldGroup.CONTACT, mask="email",
    )  # fmt: skip
    state = models.CharField(
        _("状态"), max_length=8, choices=ContactState.choices(), default=ContactState.DRAFT
    )
    error = models.CharField(_("没有发出的原因"), max_length=200, blank=True)
    sent_at = models.DateTimeField(_("发出时间"), null=True)
    activity = models.ForeignKey(
        Activity, models.SET_NULL, null=True, related_name="+", verbose_name=_("跟进记录")
    )
    reply = models.ForeignKey(
        Activity, models.SET_NULL, null=True, related_name="+", verbose_name=_("回音")
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("发出人"))
    at = models.DateTimeField(_("写成时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("初次接触")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.subject or str(self.get_way_display())

    def get_absolute_url(self) -> str:
        return reverse("development:letter", args=[self.pk])
