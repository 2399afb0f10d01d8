"""How documents are numbered, and how far the numbers have come."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maizi.accounts.models import OrgUnit, id_field
from maizi.kernel.privacy import DataClass

from ..terms import Period


class NumberRule(models.Model):
    """How one kind of document is numbered in the company, or in one unit and those below it."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    code = models.CharField(_("单据"), max_length=40)
    unit = models.ForeignKey(
        OrgUnit, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("部门")
    )
    prefix = models.CharField(_("前缀"), max_length=8, unique=True)
    period = models.CharField(
        _("编号周期"), max_length=8, choices=Period.choices(), default=Period.MONTH
    )
    width = models.PositiveSmallIntegerField(_("位数"), default=6)
    is_gapless = models.BooleanField(_("必须连号"), default=False)

    class Meta:
        verbose_name = verbose_name_plural = _("编号规则")
        ordering = ["code", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=Q(unit=None), name="numbering_of_company"
            ),
            models.UniqueConstraint(fields=["code", "unit"], name="numbering_of_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.code} · {self.unit}" if self.unit_id else self.code


class NumberSequence(models.Model):
    """The last number given out under one prefix in one period: no number comes twice, whichever
    rules have used the prefix."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    code = models.CharField(_("前缀"), max_length=20)
    period = models.CharField(_("期间"), max_length=8)
    last = models.BigIntegerField(_("已用到"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("编号")
        constraints = [models.UniqueConstraint(fields=["code", "period"], name="number_of_period")]

    def __str__(self) -> str:
        return f"{self.code}{self.period}-{self.last}"


class NumberBlock(models.Model):
    """A few numbers of a sequence set apart, so that writers need not wait for each other."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    sequence = models.ForeignKey(
        NumberSequence, models.CASCADE, related_name="blocks", verbose_name=_("编号")
    )
    next = models.BigIntegerField(_("下一个"))
    end = models.BigIntegerField(_("最后一个"))

    class Meta:
        verbose_name = verbose_name_plural = _("编号段")
        ordering = ["next"]

    def __str__(self) -> str:
        return f"{self.next}–{self.end}"
