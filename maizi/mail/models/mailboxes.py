"""Mailboxes, their folders on the server, and letters that could not be read."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.inbox.terms import Security
from maizi.kernel.privacy import DataClass, FieldGroup, classed

from ..rules.presets import IMAP_PORT
from ..terms import FolderSort, Provider, Trouble


class Mailbox(models.Model):
    """One mailbox of a person, or one that several share. Its password is sealed, never shown.

    members       who else reads and writes in a shared one
    is_open       matched letters are read by all who see the customer; else only their subject
    next_at       when it is looked into next; busy_until: somebody is looking into it now
    failures      in a row; error says what is wrong, since error_at
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    name = models.CharField(_("名称"), max_length=60)
    address = classed(
        models.CharField(_("邮箱地址"), max_length=254, unique=True),
        DataClass.PERSONAL, group=FieldGroup.CONTACT, mask="email",
    )  # fmt: skip
    owner = models.ForeignKey(
        User, models.PROTECT, related_name="mailboxes", verbose_name=_("负责人"),
    )  # fmt: skip
    is_shared = models.BooleanField(_("公共邮箱"), default=False)
    members = models.ManyToManyField(
        User, blank=True, related_name="+", verbose_name=_("共用的人"),
    )  # fmt: skip
    is_open = models.BooleanField(_("匹配到客户的邮件，看得到客户的同事都能看"), default=True)
    provider = models.CharField(
        _("邮箱服务商"), max_length=14, choices=Provider.choices(), default=Provider.TENCENT
    )
    imap_host = models.CharField(_("收信服务器（IMAP）"), max_length=255, blank=True)
    imap_port = models.PositiveIntegerField(_("收信端口"), default=IMAP_PORT)
    smtp_host = models.CharField(_("发信服务器（SMTP）"), max_length=255, blank=True)
    smtp_port = models.PositiveIntegerField(_("发信端口"), default=465)
    smtp_security = models.CharField(
        _("发信加密"), max_length=10, default=Security.SSL,
        choices=[(one.value, one.label) for one in (Security.SSL, Security.STARTTLS)],
    )  # fmt: skip
    username = models.CharField(_("登录名"), max_length=254, blank=True)
    sealed_password = classed(
        models.TextField(_("密码或授权码"), blank=True, editable=False), DataClass.SENSITIVE
    )
    signature = models.TextField(_("签名"), blank=True, max_length=600)
    is_active = models.BooleanField(_("启用"), default=True)
    next_at = models.DateTimeField(_("下次收取"), null=True, editable=False)
    busy_until = models.DateTimeField(_("正在收取"), null=True, editable=False)
    looked_at = models.DateTimeField(_("上次成功收取"), null=True, editable=False)
    last_message_at = models.DateTimeField(_("最近一封邮件"), null=True, editable=False)
    fetched = models.PositiveIntegerField(_("收取的邮件数"), default=0, editable=False)
    matched = models.PositiveIntegerField(_("匹配到客户的"), default=0, editable=False)
    failures = models.PositiveIntegerField(_("连续失败次数"), default=0, editable=False)
    trouble = models.CharField(
        _("问题"), max_length=12, choices=Trouble.choices(), blank=True, editable=False
    )
    error = models.CharField(_("服务器的回答"), max_length=300, blank=True, editable=False)
    error_at = models.DateTimeField(_("出错时间"), null=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("工作邮箱"), ngettext_lazy("工作邮箱", "工作邮箱", 2)
        ordering = ["is_shared", "id"]
        indexes = [models.Index(fields=["is_active", "next_at"], name="mailboxes_due")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("mail:mailbox", args=[self.pk])


class Folder(models.Model):
    """One folder of a mailbox on its server, and up to which letter it has been read.

    uid_validity  when the server changes it, all its numbers begin anew
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    mailbox = models.ForeignKey(
        Mailbox, models.CASCADE, related_name="folders", verbose_name=_("工作邮箱")
    )
    sort = models.CharField(_("文件夹"), max_length=8, choices=FolderSort.choices())
    name = models.CharField(_("服务器上的名称"), max_length=200)
    uid_validity = models.BigIntegerField(_("编号版本"), default=0)
    last_uid = models.BigIntegerField(_("读到"), default=0)

    class Meta:
        verbose_name, verbose_name_plural = _("邮箱文件夹"), _("邮箱文件夹")
        constraints = [models.UniqueConstraint(fields=["mailbox", "sort"], name="folder_once")]

    def __str__(self) -> str:
        return self.name


class Spoiled(models.Model):
    """One letter on the server that we could not read: passed over, the others went on."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    mailbox = models.ForeignKey(
        Mailbox, models.CASCADE, related_name="spoiled", verbose_name=_("工作邮箱")
    )
    folder = models.CharField(_("文件夹"), max_length=8, choices=FolderSort.choices())
    uid = models.BigIntegerField(_("服务器上的编号"))
    size_bytes = models.BigIntegerField(_("大小"), default=0)
    why = models.CharField(_("原因"), max_length=300)
    at = models.DateTimeField(_("时间"))

    class Meta:
        verbose_name, verbose_name_plural = _("读不了的邮件"), _("读不了的邮件")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.folder} {self.uid}"
