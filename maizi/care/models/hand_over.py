"""Tables of the hand-over (C-70)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass, classed

from ..terms import Sort, State


class HandOver(models.Model):
    """Somebody leaves or moves: everything he has goes to successors before he is let go."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    person = models.ForeignKey(
        User, models.PROTECT, related_name="hand_overs", verbose_name=_("移交人")
    )
    sort = models.CharField(_("原因"), max_length=8, choices=Sort.choices(), default=Sort.LEAVE)
    leaves_on = models.DateField(_("离岗日期"))
    stays_until = models.DateField(_("此后可查看到"), null=True, blank=True)
    reason = models.CharField(_("说明"), max_length=200, blank=True)
    state = models.CharField(_("状态"), max_length=12, choices=State.choices(), default=State.OPEN)
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("登记人"))
    opened_at = models.DateTimeField(_("登记时间"), auto_now_add=True)
    closed_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("结束人")
    )
    closed_at = models.DateTimeField(_("结束时间"), null=True)

    class Meta:
        verbose_name, verbose_name_plural = _("离职交接"), ngettext_lazy("离职交接", "离职交接", 2)
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state=State.OPEN.value), name="hands_over_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.get_sort_display()}"

    def get_absolute_url(self) -> str:
        return reverse("care:hand_over", args=[self.pk])


class Piece(models.Model):
    """One thing that changes hands, or was found to be somebody else's already.

    holding        code of its kind (`accounts.access.holdings`)
    given_by       the giver, or the manager in his place
    introduced_at  when the successor first spoke with the customer
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    hand_over = models.ForeignKey(
        HandOver, models.CASCADE, related_name="pieces", verbose_name=_("离职交接")
    )
    holding = models.CharField(_("种类"), max_length=20)
    kind = models.CharField(_("对象类型"), max_length=60)
    object_id = models.BigIntegerField(_("对象"))
    title = classed(models.CharField(_("名称"), max_length=200), DataClass.PERSONAL, mask=None)
    url = models.CharField(_("链接"), max_length=300, blank=True)
    region = models.CharField(_("地区"), max_length=20, blank=True)
    unit = models.CharField(_("部门"), max_length=60, blank=True)
    grade = models.CharField(_("级别"), max_length=20, blank=True)
    is_key = models.BooleanField(_("重要"), default=False)
    taker = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("接手人")
    )
    note = classed(models.TextField(_("交接说明"), blank=True), DataClass.PERSONAL)
    given_at = models.DateTimeField(_("移交人确认"), null=True)
    given_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("确认移交的人")
    )
    taken_at = models.DateTimeField(_("接手人确认"), null=True)
    moved_at = models.DateTimeField(_("移交时间"), null=True)
    introduced_at = models.DateTimeField(_("向客户介绍"), null=True)
    problem = models.CharField(_("没有移交的原因"), max_length=200, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("交接清单"), ngettext_lazy("交接清单", "交接清单", 2)
        ordering = ["hand_over", "holding", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["hand_over", "holding", "object_id"], name="handed_over_once"
            )
        ]
        indexes = [
            models.Index(fields=["taker", "moved_at"], name="pieces_of_taker"),
            models.Index(fields=["kind", "object_id"], name="pieces_of_record"),
        ]

    def __str__(self) -> str:
        return self.title
