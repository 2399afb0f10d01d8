"""Who agreed to what, who wants not to be reached, and the page where people say so."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.files.models import StoredFile
from maizi.kernel.privacy import DataClass, classed

from ..terms import Answer, ConsentKind, Obtained, Way
from .purposes import PrivacyNotice, Purpose
from .subject import AboutPerson


class Consent(AboutPerson):
    """One answer of one person to one question; withdrawn, never deleted."""

    data_class_default = DataClass.INTERNAL
    sortable = ("given_at",)
    never_listed = ("kind", "object_id")

    id = id_field()
    purpose = models.ForeignKey(
        Purpose, models.PROTECT, related_name="consents", verbose_name=_("目的")
    )
    consent_kind = models.CharField(_("种类"), max_length=12, choices=ConsentKind.choices())
    answer = models.CharField(
        _("答复"), max_length=8, choices=Answer.choices(), default=Answer.GIVEN
    )
    ways = models.JSONField(_("可以使用的方式"), default=list, blank=True)  # empty: all
    obtained = models.CharField(_("取得方式"), max_length=8, choices=Obtained.choices())
    notice = models.ForeignKey(
        PrivacyNotice, models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("告知文本"),
    )  # fmt: skip
    given_at = models.DateTimeField(_("答复时间"))
    guardian = classed(
        models.CharField(_("代为同意的监护人"), max_length=40, blank=True), DataClass.PERSONAL
    )
    evidence = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("凭证")
    )
    note = classed(models.CharField(_("备注"), max_length=200, blank=True), DataClass.PERSONAL)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("登记人")
    )
    withdrawn_at = models.DateTimeField(_("撤回时间"), null=True)
    withdrawn_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("撤回登记人")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("同意记录"), ngettext_lazy("同意记录", "同意记录", 2)
        ordering = ["-given_at", "-id"]
        indexes = [models.Index(fields=["kind", "object_id"], name="consents_of_person")]

    def __str__(self) -> str:
        return f"{self.purpose} · {self.get_answer_display()}"

    @property
    def is_in_force(self) -> bool:
        """Whether it is a consent that still counts."""
        return self.answer == Answer.GIVEN and self.withdrawn_at is None


class ContactBlock(AboutPerson):
    """One wish not to be reached: in one way or all, for one purpose or all that need consent."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    way = models.CharField(_("方式"), max_length=8, choices=Way.choices(), blank=True)
    purpose = models.ForeignKey(
        Purpose, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("目的")
    )
    is_total = models.BooleanField(_("除保存外停止一切使用"), default=False)
    reason = classed(models.CharField(_("原因"), max_length=200, blank=True), DataClass.PERSONAL)
    since = models.DateTimeField(_("开始时间"))
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("登记人")
    )
    lifted_at = models.DateTimeField(_("解除时间"), null=True)
    lifted_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("解除人")
    )
    lift_reason = models.CharField(_("解除原因"), max_length=200, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("免打扰"), ngettext_lazy("免打扰", "免打扰", 2)
        ordering = ["-since", "-id"]
        indexes = [models.Index(fields=["kind", "object_id"], name="blocks_of_person")]

    def __str__(self) -> str:
        return self.get_way_display() or str(_("全部方式"))


class BlockedNumber(models.Model):
    """The keyed hash of one number of somebody who wants not to be reached.

    It outlives merging, deletion and a second import: the number stays blocked, unreadable.
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    block = models.ForeignKey(ContactBlock, models.CASCADE, related_name="numbers")
    print = models.CharField(_("号码的密钥哈希"), max_length=64, db_index=True)

    class Meta:
        verbose_name, verbose_name_plural = (
            _("免打扰号码"), ngettext_lazy("免打扰号码", "免打扰号码", 2)
        )  # fmt: skip
        constraints = [models.UniqueConstraint(fields=["block", "print"], name="number_once")]

    def __str__(self) -> str:
        return self.print[:8]


class PersonLink(AboutPerson):
    """One address under which a person sees and withdraws what he agreed to, without a password."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    token_hash = models.CharField(_("令牌哈希"), max_length=64, unique=True)
    made_at = models.DateTimeField(_("生成时间"))
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("生成人"))
    expires_at = models.DateTimeField(_("有效至"))
    revoked_at = models.DateTimeField(_("作废时间"), null=True)
    used_at = models.DateTimeField(_("最近打开"), null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("自助链接"), ngettext_lazy("自助链接", "自助链接", 2)
        ordering = ["-made_at"]
        indexes = [models.Index(fields=["kind", "object_id"], name="links_of_person")]

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d}"


class PublicVisit(models.Model):
    """One request to a page without sign-in, from an address kept as a keyed hash; for an hour."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    print = models.CharField(_("来源的密钥哈希"), max_length=64)
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("自助页面访问")
        indexes = [models.Index(fields=["print", "at"], name="visits_of_address")]

    def __str__(self) -> str:
        return self.print[:8]
