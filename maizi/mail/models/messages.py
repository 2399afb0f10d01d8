"""Letters as they came and went, in threads."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import id_field
from maizi.customers.models import Activity, Contact, Customer
from maizi.kernel.privacy import DataClass, FieldGroup, classed

from ..terms import Way
from .mailboxes import Mailbox


class Thread(models.Model):
    """One exchange: letters that answer each other."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    mailbox = models.ForeignKey(
        Mailbox, models.CASCADE, related_name="threads", verbose_name=_("工作邮箱")
    )
    subject = classed(models.CharField(_("主题"), max_length=400, blank=True), DataClass.PERSONAL)
    bare_subject = classed(models.CharField(_("比较用主题"), max_length=200), DataClass.PERSONAL)
    last_at = models.DateTimeField(_("最近一封"))

    class Meta:
        verbose_name, verbose_name_plural = _("邮件往来"), _("邮件往来")
        ordering = ["-last_at"]
        indexes = [
            models.Index(fields=["mailbox", "bare_subject", "-last_at"], name="threads_by_subject")
        ]

    def __str__(self) -> str:
        return self.subject


class Message(models.Model):
    """One letter of a mailbox.

    outer       folded addresses of the other side
    activity    the follow-up it became, once for all mailboxes that got it (C-1)
    is_private  somebody said that it is nobody's business: nothing of it is kept but its id
    left_out    [name, why] of enclosures that were not kept
    enclosed    cid -> id of the stored file that the markup shows
    expires_at  when an unmatched letter goes by itself
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    mailbox = models.ForeignKey(
        Mailbox, models.CASCADE, related_name="messages", verbose_name=_("工作邮箱")
    )
    thread = models.ForeignKey(
        Thread, models.SET_NULL, null=True, related_name="messages", verbose_name=_("邮件往来")
    )
    way = models.CharField(_("方向"), max_length=4, choices=Way.choices())
    letter_id = models.CharField(_("邮件编号"), max_length=250)
    references = models.JSONField(_("回复的邮件"), default=list)
    subject = classed(models.CharField(_("主题"), max_length=400, blank=True), DataClass.PERSONAL)
    sender_name = classed(
        models.CharField(_("发件人"), max_length=120, blank=True), DataClass.PERSONAL
    )
    sender = classed(
        models.CharField(_("发件地址"), max_length=254, blank=True),
        DataClass.PERSONAL, group=FieldGroup.CONTACT, mask="email",
    )  # fmt: skip
    to = classed(models.JSONField(_("收件人"), default=list), DataClass.PERSONAL)
    copy = classed(models.JSONField(_("抄送"), default=list), DataClass.PERSONAL)
    at = models.DateTimeField(_("时间"))
    text = classed(models.TextField(_("正文"), blank=True), DataClass.PERSONAL)
    markup = classed(models.TextField(_("带格式的正文"), blank=True), DataClass.PERSONAL)
    customer = models.ForeignKey(
        Customer, models.SET_NULL, null=True, related_name="messages", verbose_name=_("客户")
    )
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, related_name="+", verbose_name=_("联系人")
    )
    activity = models.ForeignKey(
        Activity, models.SET_NULL, null=True, related_name="+", verbose_name=_("跟进记录")
    )
    is_private = models.BooleanField(_("私人邮件"), default=False)
    is_automatic = models.BooleanField(_("自动发出"), default=False)
    is_partial = models.BooleanField(_("太大，只取了开头"), default=False)
    left_out = classed(models.JSONField(_("没有保存的附件"), default=list), DataClass.PERSONAL)
    enclosed = models.JSONField(_("正文里的图片"), default=dict)
    expires_at = models.DateTimeField(_("到期自动删除"), null=True)
    stored_at = models.DateTimeField(_("保存时间"), auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("邮件"), ngettext_lazy("邮件", "邮件", 2)
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["mailbox", "letter_id"], name="message_once")
        ]
        indexes = [
            models.Index(fields=["customer", "-at"], name="messages_of_customer"),
            models.Index(fields=["mailbox", "-at"], name="messages_of_mailbox"),
            models.Index(fields=["letter_id"], name="messages_by_letter"),
            models.Index(
                fields=["expires_at"], name="messages_expiring",
                condition=Q(expires_at__isnull=False),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.subject or str(_("（无主题）"))

    def get_absolute_url(self) -> str:
        return reverse("mail:message", args=[self.pk])
