"""Who serves a key account, and what it was promised (F-41, F-42)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.customers.models import Customer
from maizi.kernel.privacy import DataClass

from ..terms import Cover, Post, PromiseState, Service

MOST_YEARS = 50


class TeamMember(models.Model):
    """One post of the team of one key account, and who holds it."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="service_team", verbose_name=_("大客户")
    )
    post = models.CharField(_("岗位"), max_length=10, choices=Post.choices())
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("人员"))

    class Meta:
        verbose_name, verbose_name_plural = _("服务小组"), ngettext_lazy("服务小组", "服务小组", 2)
        ordering = ["customer", "id"]
        constraints = [models.UniqueConstraint(fields=["customer", "post"], name="team_post_once")]

    def __str__(self) -> str:
        return f"{self.get_post_display()} {self.user}"


class Promise(models.Model):
    """One service a key account was promised, with what it takes; special payment is approved."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="service_promises", verbose_name=_("大客户")
    )
    service = models.CharField(_("服务"), max_length=10, choices=Service.choices())
    text = models.CharField(_("内容"), max_length=400)
    years = models.PositiveSmallIntegerField(
        _("质保年数"), null=True, blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_YEARS)],
    )  # fmt: skip
    cover = models.CharField(_("保修方式"), max_length=8, choices=Cover.choices(), blank=True)
    regions = models.CharField(_("特殊地区"), max_length=120, blank=True)
    fee_yuan = models.DecimalField(
        _("每次收费（元）"), max_digits=14, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(0)],
    )  # fmt: skip
    state = models.CharField(_("状态"), max_length=8, choices=PromiseState.choices())
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("提出人"))
    made_at = models.DateTimeField(_("提出时间"))
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("决定人")
    )
    decided_at = models.DateTimeField(_("决定时间"), null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("服务承诺"), ngettext_lazy("服务承诺", "服务承诺", 2)
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(fee_yuan=None) | Q(fee_yuan__gte=0), name="promise_fee_not_negative"
            )
        ]

    def __str__(self) -> str:
        return str(self.get_service_display())
