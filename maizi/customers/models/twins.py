"""What finds customers that are the same, and what becomes of them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass, classed

from ..terms import Consequence, MatchDoor, MatchRule, PairState
from .customers import Customer


class MatchKey(models.Model):
    """One number under which one customer is found by those like it (rules.keys_of)."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="match_keys", verbose_name=_("客户")
    )
    key = models.BigIntegerField(_("查重键"))

    class Meta:
        verbose_name = verbose_name_plural = _("查重键")
        indexes = [models.Index(fields=["key", "customer"], name="customers_by_match_key")]

    def __str__(self) -> str:
        return f"{self.key}"


class MatchChoice(models.Model):
    """What the company chose to happen when one rule finds something at one door."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    rule = models.CharField(_("规则"), max_length=12, choices=MatchRule.choices())
    door = models.CharField(_("入口"), max_length=8, choices=MatchDoor.choices())
    consequence = models.CharField(_("处理"), max_length=8, choices=Consequence.choices())

    class Meta:
        verbose_name, verbose_name_plural = _("查重规则"), ngettext_lazy("查重规则", "查重规则", 2)
        constraints = [models.UniqueConstraint(fields=["rule", "door"], name="match_chosen_once")]

    def __str__(self) -> str:
        return f"{self.get_rule_display()} · {self.get_door_display()}"


class TwinPair(models.Model):
    """Two customers that look the same, how sure that is, and what the steward said.

    reasons  codes of MatchRule
    cluster  smallest id of the customers that hang together with these two, while it is open
    source   sweep, or the door where somebody met it
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    first = models.ForeignKey(Customer, models.CASCADE, related_name="+", verbose_name=_("客户"))
    second = models.ForeignKey(Customer, models.CASCADE, related_name="+", verbose_name=_("客户"))
    confidence = models.PositiveSmallIntegerField(_("把握"))
    reasons = models.JSONField(_("理由"), default=list)
    source = models.CharField(_("来源"), max_length=8, default="sweep")
    cluster = models.BigIntegerField(_("同组"), null=True)
    state = models.CharField(
        _("状态"), max_length=8, choices=PairState.choices(), default=PairState.OPEN
    )
    found_at = models.DateTimeField(_("发现时间"), auto_now_add=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("处理人")
    )
    decided_at = models.DateTimeField(_("处理时间"), null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("疑似重复"), ngettext_lazy("疑似重复", "疑似重复", 2)
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="pair_kept_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="pair_in_order"),
        ]
        indexes = [
            models.Index(
                fields=["-confidence", "cluster"], condition=Q(state=PairState.OPEN.value),
                name="pairs_to_decide",
            ),
            models.Index(fields=["cluster"], name="pairs_of_cluster"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.first_id} = {self.second_id}?"


class TwinQuestion(models.Model):
    """One time somebody asked the whole company whether a customer is already here."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("查询人"))
    on = models.DateField(_("日期"))
    at = models.DateTimeField(_("时间"), auto_now_add=True)
    asked = classed(models.JSONField(_("查询内容"), default=dict), DataClass.PERSONAL)
    hits = models.PositiveSmallIntegerField(_("查到几个"))
    hidden = models.PositiveSmallIntegerField(_("其中看不到的"), default=0)

    class Meta:
        verbose_name, verbose_name_plural = _("查重记录"), ngettext_lazy("查重记录", "查重记录", 2)
        ordering = ["-id"]
        indexes = [models.Index(fields=["user", "on"], name="questions_of_day")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.on}"
