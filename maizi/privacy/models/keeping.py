"""What has been kept long enough, and what must stay all the same."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass, classed

from ..terms import Verdict
from .subject import AboutPerson


class RetentionCase(AboutPerson):
    """One person whose time is over: listed, judged by the steward, cleared after a while."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    title = classed(models.CharField(_("对象"), max_length=120), DataClass.PERSONAL)
    why = models.CharField(_("为什么列入"), max_length=200)
    listed_at = models.DateTimeField(_("列入时间"))
    verdict = models.CharField(
        _("处理"), max_length=8, choices=Verdict.choices(), default=Verdict.WAITING
    )
    reason = models.CharField(_("理由"), max_length=200, blank=True)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("审核人")
    )
    decided_at = models.DateTimeField(_("审核时间"), null=True)
    due_on = models.DateField(_("清理日或下次审核日"), null=True)
    done_at = models.DateTimeField(_("清理时间"), null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("到期清理"), ngettext_lazy("到期清理", "到期清理", 2)
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id"], name="retention_case_once")
        ]
        indexes = [models.Index(fields=["verdict", "due_on"], name="retention_by_verdict")]

    def __str__(self) -> str:
        return self.title


class Hold(AboutPerson):
    """One reason why a person's information must not go yet: a lawsuit, an open complaint."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    reason = models.CharField(_("原因"), max_length=200)
    until = models.DateField(_("截止日期"), null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    at = models.DateTimeField(_("登记时间"))
    lifted_at = models.DateTimeField(_("解除时间"), null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("暂缓清理"), ngettext_lazy("暂缓清理", "暂缓清理", 2)
        ordering = ["-id"]
        indexes = [models.Index(fields=["kind", "object_id"], name="holds_of_person")]

    def __str__(self) -> str:
        return self.reason
