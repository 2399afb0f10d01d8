"""Tables of the organisation: units, people, roles, appointments, delegations."""

import unicodedata

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.history.models import RecordId
from maizi.kernel.ids import new_id
from maizi.kernel.privacy import DataClass, FieldGroup, classed

from ..terms import Scope, UnitLevel


def login_name(typed: str) -> str:
    """A user name as it is stored and compared: trimmed, one width, small letters."""
    return unicodedata.normalize("NFKC", typed).strip().lower()[:60]


def id_field() -> RecordId:
    """The key of every record: time-ordered, unique across kinds and databases."""
    return RecordId(primary_key=True, default=new_id, editable=False)


class OrgUnit(models.Model):
    """One node of the organisation tree: headquarters, region, district, department, team."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    name = models.CharField(_("名称"), max_length=60)
    level = models.CharField(
        _("层级"), max_length=12, choices=UnitLevel.choices(), default=UnitLevel.DEPARTMENT
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("上级"),
    )
    path = models.CharField(_("路径"), max_length=400, editable=False, db_index=True)
    position = models.IntegerField(_("排序"), default=0)
    is_active = models.BooleanField(_("启用"), default=True)

    class Meta:
        verbose_name = verbose_name_plural = _("部门")
        ordering = ["path"]
        constraints = [
            models.UniqueConstraint(fields=["parent", "name"], name="unit_name_under_parent"),
        ]

    def __str__(self) -> str:
        return self.name


class Role(models.Model):
    """One kind of work with what it may do: verbs per entity, sight, and field groups (M-2)."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    code = models.SlugField(_("代码"), max_length=40, unique=True)
    name = models.CharField(_("名称"), max_length=60, unique=True)
    scope = models.CharField(
        _("数据范围"), max_length=12, choices=Scope.choices(), default=Scope.SELF
    )
    grants = models.JSONField(_("权限"), default=dict, blank=True)  # entity -> [verb]
    field_access = models.JSONField(_("字段权限"), default=dict, blank=True)  # group -> access
    note = models.CharField(_("职责"), max_length=300, blank=True)
    is_seeded = models.BooleanField(_("系统预置"), default=False, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = _("角色")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class People(BaseUserManager):
    """Finds people by user name, however it was typed."""

    def get_by_natural_key(self, username: str) -> "User":
        return self.get(username=login_name(username))


class User(AbstractBaseUser):
    """One person who signs in."""

    data_class_default = DataClass.INTERNAL
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]
    sort_keys = {"name": "sort_name"}
    objects = People()

    id = id_field()
    username = models.CharField(_("用户名"), max_length=60, unique=True)
    name = models.CharField(_("姓名"), max_length=40)
    sort_name = models.CharField(max_length=160, editable=False, blank=True)  # pinyin
    mobile = classed(
        models.CharField(_("手机"), max_length=20, blank=True),
        DataClass.PERSONAL,
        group=FieldGroup.CONTACT,
        mask="phone",
    )
    email = classed(
        models.EmailField(_("邮箱"), blank=True),
        DataClass.PERSONAL,
        group=FieldGroup.CONTACT,
        mask="email",
    )
    unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="people", verbose_name=_("所属部门")
    )
    job_title = models.CharField(_("职务"), max_length=40, blank=True)
    superior = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("直接上级")
    )
    language = models.CharField(_("语言"), max_length=10, blank=True)
    theme = models.CharField(_("主题"), max_length=10, default="auto")
    is_active = models.BooleanField(_("在职"), default=True)
    joined_on = models.DateField(_("入职日期"), null=True, blank=True)
    # Entered before he goes: from then on he exports and deletes nothing (C-70).
    leaves_on = models.DateField(_("离岗日期"), null=True, blank=True, editable=False)
    left_on = models.DateField(_("离职日期"), null=True, blank=True)
    must_change_password = models.BooleanField(_("下次登录须改密码"), default=False)
    password_changed_at = models.DateTimeField(_("密码修改时间"), null=True, editable=False)
    temporary_until = models.DateTimeField(_("临时密码有效期"), null=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("人员"), ngettext_lazy("人员", "人员", 2)
        ordering = ["sort_name", "id"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self.username = login_name(self.username)

    @property
    def is_staff(self) -> bool:  # read by libraries written for the framework's own admin
        return False


User._meta.get_field("password").data_class = DataClass.SENSITIVE


class Appointment(models.Model):
    """One person in one role for one unit, with the sight that goes with it, for a while."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    user = models.ForeignKey(
        User, models.CASCADE, related_name="appointments", verbose_name=_("人员")
    )
    role = models.ForeignKey(
        Role, models.PROTECT, related_name="appointments", verbose_name=_("角色")
    )
    unit = models.ForeignKey(OrgUnit, models.PROTECT, related_name="+", verbose_name=_("部门"))
    scope = models.CharField(
        _("数据范围"), max_length=12, choices=Scope.choices(), blank=True,
        help_text=_("留空表示用角色的数据范围"),
    )  # fmt: skip
    starts_on = models.DateField(_("开始日期"), null=True, blank=True)
    ends_on = models.DateField(_("结束日期"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("任职"), ngettext_lazy("任职", "任职", 2)
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "role", "unit"], name="appointed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.role} · {self.unit}"


class Delegation(models.Model):
    """One person stands in for another for some days; decisions show "A 代 B" (M-6)."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    giver = models.ForeignKey(User, models.CASCADE, related_name="given", verbose_name=_("委托人"))
    receiver = models.ForeignKey(
        User, models.CASCADE, related_name="received", verbose_name=_("代理人")
    )
    starts_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("结束日期"))
    reason = models.CharField(_("原因"), max_length=200)
    revoked_at = models.DateTimeField(_("撤销时间"), null=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("委托代理"), ngettext_lazy("委托代理", "委托代理", 2)
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="delegation_ends_after_start"
            ),
            models.CheckConstraint(condition=~Q(giver=F("receiver")), name="delegation_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.receiver} 代 {self.giver}"
