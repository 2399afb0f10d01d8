"""The follow-up log (C-1)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass, classed

from ..terms import ContactChannel, Direction
from .customers import Customer, Tag
from .people import Contact


class Activity(models.Model):
    """One contact with a customer: what was said, what comes next. Unchangeable after a day."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="activities", verbose_name=_("客户")
    )
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("联系人")
    )
    author = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("跟进人"))
    at = models.DateTimeField(_("联系时间"))
    channel = models.CharField(
        _("方式"), max_length=10, choices=ContactChannel.choices(), default=ContactChannel.PHONE
    )
    direction = models.CharField(
        _("方向"), max_length=10, choices=Direction.choices(), default=Direction.OUTGOING
    )
    content = classed(models.TextField(_("内容")), DataClass.PERSONAL)
    result = models.CharField(_("结果"), max_length=200, blank=True)
    signals = classed(
        models.CharField(_("客户透露的信号"), max_length=300, blank=True), DataClass.PERSONAL
    )
    contacts = models.ManyToManyField(
        Contact, blank=True, related_name="+", verbose_name=_("客户方参加人")
    )
    colleagues = models.ManyToManyField(
        User, blank=True, related_name="+", verbose_name=_("我方参加人")
    )
    tags = models.ManyToManyField(
        Tag, blank=True, related_name="+", verbose_name=ngettext_lazy("标签", "标签", 2)
    )
    next_step = models.CharField(_("下一步"), max_length=200, blank=True)
    next_on = models.DateField(_("下次联系"), null=True, blank=True)
    corrects = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("更正"),
    )
    created_at = models.DateTimeField(_("记录时间"), auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("跟进记录"), ngettext_lazy("跟进记录", "跟进记录", 2)
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["customer", "-at"], name="activities_of_customer"),
            models.Index(fields=["author", "-at"], name="activities_of_author"),
        ]

    def __str__(self) -> str:
        return self.content[:40]


class Phrase(models.Model):
    """One phrase that somebody uses often in his follow-ups."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    owner = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("所有人"))
    text = models.CharField(_("常用语"), max_length=200)

    class Meta:
        verbose_name, verbose_name_plural = _("常用语"), ngettext_lazy("常用语", "常用语", 2)
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["owner", "text"], name="phrase_once")]

    def __str__(self) -> str:
        return self.text
