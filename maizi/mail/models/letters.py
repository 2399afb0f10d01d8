"""Letters that people write here, and the templates they begin with."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.customers.models import Contact, Customer
from maizi.kernel.privacy import DataClass, FieldGroup, classed

from ..terms import LetterState
from .mailboxes import Mailbox
from .messages import Message


class LetterTemplate(models.Model):
    """A letter to begin with; its fields are filled in when it is chosen."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    name = models.CharField(_("模板名称"), max_length=60)
    owner = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("所有人"))
    is_shared = models.BooleanField(_("同事也能用"), default=False)
    subject = models.CharField(_("主题"), max_length=200)
    body = models.TextField(_("正文"), max_length=8_000)

    class Meta:
        verbose_name, verbose_name_plural = _("邮件模板"), ngettext_lazy("邮件模板", "邮件模板", 2)
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class Outgoing(models.Model):
    """One letter of ours: a draft, on its way, gone, or come back.

    due_at     not before; while it is being sent: when it counts as lost and is tried again
    filed_at   when its copy was put into the folder of sent letters on the server
    message    the letter as it went, in its thread
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    mailbox = models.ForeignKey(
        Mailbox, models.PROTECT, related_name="outgoing", verbose_name=_("发件邮箱")
    )
    author = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("撰写人"))
    customer = models.ForeignKey(
        Customer, models.SET_NULL, null=True, related_name="+", verbose_name=_("客户")
    )
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("联系人")
    )
    answers = models.ForeignKey(
        Message, models.SET_NULL, null=True, related_name="+", verbose_name=_("回复的邮件")
    )
    passes_on = models.ForeignKey(
        Message, models.SET_NULL, null=True, related_name="+", verbose_name=_("转发的邮件")
    )
    to = classed(
        models.CharField(_("收件人"), max_length=1000, blank=True),
        DataClass.PERSONAL, group=FieldGroup.CONTACT,
    )  # fmt: skip
    copy = classed(
        models.CharField(_("抄送"), max_length=1000, blank=True),
        DataClass.PERSONAL, group=FieldGroup.CONTACT,
    )  # fmt: skip
    subject = classed(models.CharField(_("主题"), max_length=200, blank=True), DataClass.PERSONAL)
    body = classed(models.TextField(_("正文"), blank=True, max_length=50_000), DataClass.PERSONAL)
    state = models.CharField(
        _("状态"), max_length=8, choices=LetterState.choices(), default=LetterState.DRAFT
    )
    letter_id = models.CharField(_("邮件编号"), max_length=250, blank=True)
    tries = models.PositiveSmallIntegerField(_("已试次数"), default=0)
    due_at = models.DateTimeField(_("最早时间"), null=True)
    error = models.CharField(_("原因"), max_length=300, blank=True)
    changed_at = models.DateTimeField(_("修改时间"))
    sent_at = models.DateTimeField(_("发出时间"), null=True)
    filed_at = models.DateTimeField(_("存入已发送"), null=True)
    message = models.ForeignKey(
        Message, models.SET_NULL, null=True, related_name="written", verbose_name=_("邮件")
    )

    class Meta:
        verbose_name, verbose_name_plural = _("待发邮件"), ngettext_lazy("待发邮件", "待发邮件", 2)
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["letter_id"], condition=~Q(letter_id=""), name="outgoing_once"
            )
        ]
        indexes = [
            models.Index(fields=["state", "due_at", "id"], name="outgoing_due"),
            models.Index(fields=["author", "state", "-id"], name="outgoing_of_author"),
            models.Index(fields=["customer", "-id"], name="outgoing_of_customer"),
        ]

    def __str__(self) -> str:
        return self.subject or str(_("（无主题）"))
