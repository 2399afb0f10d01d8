"""The plan of return visits, what asks for one out of turn, and visits made (C-2, C-3)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.customers.models import Activity, Customer
from maizi.kernel.privacy import DataClass, classed

from ..terms import LoyaltyClass, Outcome, Reason, ReturnForm, ValueClass

POINTS = [MinValueValidator(0), MaxValueValidator(100)]


class ReturnPlan(models.Model):
    """When one customer is to be visited again, and what that follows from; one row each.

    routine_on  by class and loyalty, from the last effective contact or order
    due_on      that, or the day of the earliest open occasion; reason says which
    """

    data_class_default = DataClass.INTERNAL

    customer = models.OneToOneField(
        Customer, models.CASCADE, primary_key=True, related_name="return_plan",
        verbose_name=_("客户"),
    )  # fmt: skip
    value_class = models.CharField(_("价值等级"), max_length=1, choices=ValueClass.choices())
    bought_yuan = models.DecimalField(
        _("近十二个月金额"), max_digits=16, decimal_places=2, default=0
    )
    loyalty_score = models.DecimalField(
        _("忠诚度得分"), max_digits=5, decimal_places=2, validators=POINTS
    )
    loyalty_class = models.CharField(_("忠诚等级"), max_length=6, choices=LoyaltyClass.choices())
    parts = models.JSONField(_("得分构成"), default=dict)
    override_days = models.PositiveSmallIntegerField(_("自定回访间隔（天）"), null=True, blank=True)
    override_reason = models.CharField(_("自定间隔的原因"), max_length=200, blank=True)
    interval_days = models.PositiveSmallIntegerField(_("回访间隔（天）"))
    touched_on = models.DateField(_("最近联系或下单"), null=True)
    routine_on = models.DateField(_("例行回访日期"))
    due_on = models.DateField(_("下次回访"))
    reason = models.CharField(
        _("回访原因"), max_length=10, choices=Reason.choices(), default=Reason.ROUTINE
    )

    class Meta:
        verbose_name, verbose_name_plural = _("回访计划"), ngettext_lazy("回访计划", "回访计划", 2)
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["due_on", "customer"], name="return_plans_by_due"),
            models.Index(fields=["loyalty_class"], name="return_plans_by_loyalty"),
        ]

    def __str__(self) -> str:
        return str(self.customer)

    def get_absolute_url(self) -> str:
        return self.customer.get_absolute_url()


class Occasion(models.Model):
    """One thing after which a customer is to be visited: a delivery, a complaint, a visit."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="occasions", verbose_name=_("客户")
    )
    reason = models.CharField(_("回访原因"), max_length=10, choices=Reason.choices())
    kind = models.CharField(_("关联对象类型"), max_length=60)
    object_id = models.BigIntegerField(_("关联对象编号"))
    title = models.CharField(_("事由"), max_length=120)
    happened_on = models.DateField(_("发生日期"))
    due_on = models.DateField(_("回访日期"))
    done_at = models.DateTimeField(_("完成时间"), null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("回访事由"), ngettext_lazy("回访事由", "回访事由", 2)
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id", "reason"], name="occasion_once")
        ]
        indexes = [
            models.Index(
                fields=["customer", "due_on"], name="occasions_open", condition=Q(done_at=None)
            )
        ]

    def __str__(self) -> str:
        return self.title


class ReturnVisit(models.Model):
    """One return visit that was made, or tried: how, what it found, what is new."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="return_visits", verbose_name=_("客户")
    )
    activity = models.OneToOneField(
        Activity, models.PROTECT, related_name="return_visit", verbose_name=_("跟进记录")
    )
    at = models.DateTimeField(_("时间"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("回访人"))
    reason = models.CharField(_("回访原因"), max_length=10, choices=Reason.choices())
    form = models.CharField(_("回访方式"), max_length=8, choices=ReturnForm.choices())
    outcome = models.CharField(_("回访结果"), max_length=10, choices=Outcome.choices())
    news = classed(
        models.TextField(_("客户的新信息"), max_length=1000, blank=True), DataClass.PERSONAL
    )
    was_due_on = models.DateField(_("应回访日期"))
    value_class = models.CharField(_("当时的价值等级"), max_length=1, choices=ValueClass.choices())

    class Meta:
        verbose_name, verbose_name_plural = _("回访记录"), ngettext_lazy("回访记录", "回访记录", 2)
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["customer", "-at"], name="return_visits_of_customer"),
            models.Index(fields=["by", "-at"], name="return_visits_of_person"),
        ]

    def __str__(self) -> str:
        return f"{self.customer} {self.at:%Y-%m-%d}"


class Greeting(models.Model):
    """One message to one customer, drafted for many at once; sent by hand, or dropped."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="greetings", verbose_name=_("客户")
    )
    form = models.CharField(_("回访方式"), max_length=8, choices=ReturnForm.choices())
    text = classed(models.TextField(_("内容"), max_length=600), DataClass.PERSONAL)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("撰写人"))
    made_at = models.DateTimeField(_("写下时间"), auto_now_add=True)
    visit = models.OneToOneField(
        ReturnVisit, models.PROTECT, null=True, related_name="greeting", verbose_name=_("回访记录")
    )
    closed_at = models.DateTimeField(_("处理时间"), null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("问候草稿"), ngettext_lazy("问候草稿", "问候草稿", 2)
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["by", "-id"], name="greetings_open", condition=Q(closed_at=None))
        ]

    def __str__(self) -> str:
        return self.text[:40]
