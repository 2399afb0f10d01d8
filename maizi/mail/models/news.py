"""Newsletters: an issue, its sections, and one mailing for each person (C-40)."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.customers.models import Contact, Customer, Tag
from maizi.kernel.privacy import DataClass, FieldGroup, classed

from ..terms import IssueState, MailingState
from .mailboxes import Mailbox


class Issue(models.Model):
    """One issue of the newsletter.

    audience   what the audience was narrowed to besides tags: lifecycle, province, and the
               view of the list of customers as it was when it was chosen: name, conditions, match
    drops      reason -> how many of the audience were left out
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    no = models.CharField(_("编号"), max_length=30, blank=True, editable=False)
    title = models.CharField(_("主题"), max_length=200)
    intro = models.TextField(_("开头"), blank=True, max_length=2_000)
    mailbox = models.ForeignKey(
        Mailbox, models.PROTECT, related_name="issues", verbose_name=_("发件邮箱")
    )
    tags = models.ManyToManyField(
        Tag, blank=True, related_name="+", verbose_name=ngettext_lazy("标签", "标签", 2)
    )
    audience = models.JSONField(_("范围"), default=dict, blank=True)
    state = models.CharField(
        _("状态"), max_length=10, choices=IssueState.choices(), default=IssueState.DRAFT
    )
    author = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("编辑"))
    sent_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("批准发送的人")
    )
    due_at = models.DateTimeField(_("发送时间"), null=True, blank=True)
    queued_at = models.DateTimeField(_("列出收件人的时间"), null=True)
    ended_at = models.DateTimeField(_("发完时间"), null=True)
    drops = models.JSONField(_("没有发给的人"), default=dict)
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("简报"), ngettext_lazy("简报", "简报", 2)
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("mail:issue", args=[self.pk])


class Section(models.Model):
    """One section of an issue: a heading, a text, perhaps a link to more."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    issue = models.ForeignKey(
        Issue, models.CASCADE, related_name="sections", verbose_name=_("简报")
    )
    position = models.PositiveSmallIntegerField(_("顺序"))
    heading = models.CharField(_("标题"), max_length=120)
    text = models.TextField(_("内容"), max_length=4_000)
    link = models.URLField(_("链接"), blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("栏目"), ngettext_lazy("栏目", "栏目", 2)
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.heading


class Mailing(models.Model):
    """One issue for one person: waiting, gone, opened, come back.

    may_measure  he agreed that we see whether he opens it; else opened_at stays empty
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    issue = models.ForeignKey(
        Issue, models.CASCADE, related_name="mailings", verbose_name=_("简报")
    )
    customer = models.ForeignKey(
        Customer, models.SET_NULL, null=True, related_name="+", verbose_name=_("客户")
    )
    contact = models.ForeignKey(
        Contact, models.SET_NULL, null=True, related_name="+", verbose_name=_("联系人")
    )
    address = classed(
        models.CharField(_("邮箱地址"), max_length=254),
        DataClass.PERSONAL, group=FieldGroup.CONTACT, mask="email",
    )  # fmt: skip
    state = models.CharField(
        _("状态"), max_length=8, choices=MailingState.choices(), default=MailingState.WAITING
    )
    may_measure = models.BooleanField(_("同意统计打开"), default=False)
    tries = models.PositiveSmallIntegerField(_("已试次数"), default=0)
    due_at = models.DateTimeField(_("最早时间"))
    error = models.CharField(_("原因"), max_length=300, blank=True)
    sent_at = models.DateTimeField(_("发出时间"), null=True)
    opened_at = models.DateTimeField(_("首次打开"), null=True)
    left_at = models.DateTimeField(_("退订时间"), null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("简报投递"), ngettext_lazy("简报投递", "简报投递", 2)
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["issue", "address"], name="mailed_once")]
        indexes = [models.Index(fields=["issue", "state", "due_at"], name="mailings_due")]

    def __str__(self) -> str:
        return f"{self.issue_id} {self.pk}"
