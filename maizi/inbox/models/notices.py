"""Messages to a person, and how he wants to hear of things."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass, classed

from ..terms import Way


class Notice(models.Model):
    """One message to one person, shown on the site."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    user = models.ForeignKey(User, models.CASCADE, related_name="notices", verbose_name=_("接收人"))
    event = models.CharField(_("事件"), max_length=60)
    title = classed(models.CharField(_("标题"), max_length=200), DataClass.PERSONAL, mask=None)
    text = classed(models.CharField(_("正文"), max_length=1000, blank=True), DataClass.PERSONAL)
    url = models.CharField(_("链接"), max_length=300, blank=True)
    kind = models.CharField(_("关联对象类型"), max_length=60, blank=True)
    object_id = models.BigIntegerField(_("关联对象编号"), default=0)
    created_at = models.DateTimeField(_("时间"))
    read_at = models.DateTimeField(_("已读时间"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("消息")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["user", "-id"], condition=Q(read_at=None), name="notices_unread"),
            models.Index(fields=["user", "-id"], name="notices_of_user"),
        ]

    def __str__(self) -> str:
        return self.title


class Preference(models.Model):
    """One person's word on one kind of event and one way; without it the event's default."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("人员"))
    event = models.CharField(_("事件"), max_length=60)
    way = models.CharField(_("方式"), max_length=10, choices=Way.choices())
    is_on = models.BooleanField(_("接收"))

    class Meta:
        verbose_name = verbose_name_plural = _("消息偏好")
        ordering = ["event", "way"]
        constraints = [
            models.UniqueConstraint(fields=["user", "event", "way"], name="preference_once"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.way}"


class Taste(models.Model):
    """When one person wants mail: outside his quiet hours, once a day if he says so."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    user = models.OneToOneField(User, models.CASCADE, related_name="taste", verbose_name=_("人员"))
    quiet_from = models.TimeField(_("免打扰开始"), null=True, blank=True)
    quiet_until = models.TimeField(_("免打扰结束"), null=True, blank=True)
    digest_at = models.TimeField(_("每日汇总时间"), null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("接收时间")

    def __str__(self) -> str:
        return str(self.user)


class CalendarFeed(models.Model):
    """One person's calendar address; only its hash is kept, the address is shown once."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    user = models.OneToOneField(
        User, models.CASCADE, related_name="calendar_feed", verbose_name=_("人员")
    )
    token_hash = classed(
        models.CharField(max_length=64, unique=True, editable=False), DataClass.SENSITIVE
    )
    made_at = models.DateTimeField(_("生成时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("日历订阅")

    def __str__(self) -> str:
        return str(self.user)
