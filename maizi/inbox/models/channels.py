"""Ways out of the house, and what went out by them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass, classed

from ..terms import ROBOTS, DeliveryState, Security, Way
from .notices import Notice


class Channel(models.Model):
    """One group robot or webhook of the company. Address and secret are sealed, never shown."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    name = models.CharField(_("名称"), max_length=60, unique=True)
    way = models.CharField(
        _("类型"), max_length=10, choices=[(way.value, way.label) for way in ROBOTS]
    )
    host = models.CharField(_("主机"), max_length=255, editable=False)
    sealed_address = classed(models.TextField(_("地址"), editable=False), DataClass.SENSITIVE)
    sealed_secret = classed(
        models.TextField(_("加签密钥"), blank=True, editable=False), DataClass.SENSITIVE
    )
    events = models.JSONField(_("事件"), default=list, blank=True)
    has_text = models.BooleanField(_("连正文一起发"), default=False)
    is_active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name, verbose_name_plural = _("消息渠道"), ngettext_lazy("消息渠道", "消息渠道", 2)
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class MailSettings(models.Model):
    """The company's mail server, if not set in the environment; one row. Password sealed."""

    data_class_default = DataClass.INTERNAL

    id = models.SmallIntegerField(primary_key=True, default=1, editable=False)
    host = models.CharField(_("服务器"), max_length=255)
    port = models.PositiveIntegerField(_("端口"), default=465)
    security = models.CharField(
        _("加密"), max_length=10, choices=Security.choices(), default=Security.SSL
    )
    username = models.CharField(_("用户名"), max_length=200, blank=True)
    sealed_password = classed(
        models.TextField(_("密码"), blank=True, editable=False), DataClass.SENSITIVE
    )
    sender = models.EmailField(_("发件人地址"))
    is_active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name = verbose_name_plural = _("邮件服务器")

    def __str__(self) -> str:
        return self.host


class AllowedHost(models.Model):
    """One host inside the company's network that messages may go to all the same."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    name = models.CharField(_("主机"), max_length=261, unique=True)
    reason = models.CharField(_("原因"), max_length=200)
    allowed_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("允许人"), editable=False
    )
    allowed_at = models.DateTimeField(_("时间"), editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("允许的内部主机")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Delivery(models.Model):
    """One message on one channel: waiting, sent, or failed and why. This is the outbox.

    user       whom a mail is for; empty for a group
    is_digest  goes out in one mail with the others that wait for the same time
    due_at     not before; while it is being sent: when it counts as lost and is tried again
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    way = models.CharField(_("方式"), max_length=10, choices=Way.choices())
    channel = models.ForeignKey(
        Channel, models.PROTECT, null=True, related_name="deliveries", verbose_name=_("消息渠道")
    )
    user = models.ForeignKey(
        User, models.CASCADE, null=True, related_name="+", verbose_name=_("接收人")
    )
    notice = models.ForeignKey(
        Notice, models.SET_NULL, null=True, related_name="+", verbose_name=_("消息")
    )
    event = models.CharField(_("事件"), max_length=60)
    title = classed(models.CharField(_("标题"), max_length=200), DataClass.PERSONAL, mask=None)
    text = classed(models.CharField(_("正文"), max_length=1000, blank=True), DataClass.PERSONAL)
    url = models.CharField(_("链接"), max_length=300, blank=True)
    state = models.CharField(
        _("状态"), max_length=10, choices=DeliveryState.choices(), default=DeliveryState.WAITING
    )
    is_digest = models.BooleanField(_("汇总"), default=False)
    due_at = models.DateTimeField(_("最早时间"))
    tries = models.PositiveSmallIntegerField(_("已试次数"), default=0)
    error = models.CharField(_("最近的错误"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("创建时间"))
    sent_at = models.DateTimeField(_("发送时间"), null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("投递"), ngettext_lazy("投递", "投递", 2)
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["state", "due_at", "id"], name="deliveries_due"),
            models.Index(fields=["user", "-id"], name="deliveries_of_user"),
            models.Index(fields=["state", "-id"], name="deliveries_by_state"),
        ]

    def __str__(self) -> str:
        return self.title
