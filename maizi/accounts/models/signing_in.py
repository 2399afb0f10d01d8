"""Tables of signing in: tries, sessions, old passwords, recovery codes, the policy."""

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maizi.kernel.privacy import DataClass, FieldGroup, classed

from ..terms import Outcome, PolicyPreset, TotpDuty
from .organisation import User, id_field


class Session(AbstractBaseSession):
    """One browser in which somebody is (or is about to be) signed in.

    session_key holds a hash of the key in the cookie: who reads this table can't sign in with it.
    """

    data_class_default = DataClass.INTERNAL

    user = models.ForeignKey(
        User, models.CASCADE, null=True, related_name="sessions", verbose_name=_("人员")
    )
    address = models.CharField(_("来源地址"), max_length=60, blank=True)
    device = models.CharField(_("设备"), max_length=200, blank=True)
    opened_at = models.DateTimeField(_("登录时间"))
    seen_at = models.DateTimeField(_("最近活动"))

    class Meta:
        verbose_name = verbose_name_plural = _("登录会话")
        ordering = ["-seen_at"]

    @classmethod
    def get_session_store_class(cls):
        from ..sessions import SessionStore

        return SessionStore


for _name in ("session_key", "session_data"):
    Session._meta.get_field(_name).data_class = DataClass.SENSITIVE


class SignInAttempt(models.Model):
    """One try to sign in, kept to slow guessing down and to show people where they signed in."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    at = models.DateTimeField(_("时间"))
    username = models.CharField(_("用户名"), max_length=60)
    address = models.CharField(_("来源地址"), max_length=60)
    device = models.CharField(_("设备"), max_length=200, blank=True)
    outcome = models.CharField(_("结果"), max_length=16, choices=Outcome.choices())

    class Meta:
        verbose_name = verbose_name_plural = _("登录记录")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["username", "-at"], name="attempts_of_username"),
            models.Index(fields=["address", "-at"], name="attempts_from_address"),
        ]

    def __str__(self) -> str:
        return f"{self.username} {self.at:%Y-%m-%d %H:%M}"


class OldPassword(models.Model):
    """The hash of a password a person once had, so that it is not used again too soon."""

    data_class_default = DataClass.SENSITIVE

    id = id_field()
    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    hash = models.CharField(max_length=200)

    class Meta:
        verbose_name = verbose_name_plural = _("旧密码")

    def __str__(self) -> str:
        return f"{self.user_id} {self.at:%Y-%m-%d}"


class RecoveryCode(models.Model):
    """One code that replaces the second factor once, for a person who lost his phone."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    user = models.ForeignKey(User, models.CASCADE, related_name="recovery_codes")
    number = models.PositiveSmallIntegerField(_("序号"))
    hash = classed(models.CharField(max_length=200), DataClass.SENSITIVE, group=FieldGroup.BASIC)
    used_at = models.DateTimeField(_("使用时间"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("恢复码")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["user", "number"], name="recovery_code_number")
        ]

    def __str__(self) -> str:
        return f"{self.user_id}-{self.number}"


class SignInPolicy(models.Model):
    """The one row of rules for passwords, lock-out, second factor and session length."""

    data_class_default = DataClass.INTERNAL

    id = models.SmallIntegerField(primary_key=True, default=1, editable=False)
    preset = models.CharField(
        _("预设"), max_length=12, choices=PolicyPreset.choices(), default=PolicyPreset.ASVS
    )
    min_length = models.PositiveSmallIntegerField(_("密码最短长度"), default=10)
    min_classes = models.PositiveSmallIntegerField(_("字符种类数"), default=1)
    max_age_days = models.PositiveSmallIntegerField(_("密码有效天数"), default=0)
    remembered = models.PositiveSmallIntegerField(_("不得重复最近几次"), default=0)
    failures = models.PositiveSmallIntegerField(_("允许失败次数"), default=10)
    lock_minutes = models.PositiveSmallIntegerField(_("锁定分钟"), default=10)
    idle_minutes = models.PositiveSmallIntegerField(_("空闲退出分钟"), default=180)
    absolute_hours = models.PositiveSmallIntegerField(_("最长登录小时"), default=12)
    totp_duty = models.CharField(
        _("双因素"), max_length=16, choices=TotpDuty.choices(), default=TotpDuty.NOBODY
    )

    class Meta:
        verbose_name = verbose_name_plural = _("登录安全策略")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_sign_in_policy")]

    def __str__(self) -> str:
        return self.get_preset_display()
