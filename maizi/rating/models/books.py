"""Old loan books, on which a card is tried (issue 6.8)."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass


class Attribute(models.Model):
    """One column of loan books that a card may score; called as in the sheet's heading."""

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True

    id = id_field()
    name = models.CharField(
        _("名称"), max_length=80, unique=True, help_text=_("和表头一样，导入时自动对上。")
    )
    is_number = models.BooleanField(_("是数字"), default=True)
    note = models.CharField(_("说明"), max_length=120, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("组合属性"), ngettext_lazy("组合属性", "组合属性", 2)
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("rating:attribute", args=[self.pk])


class Book(models.Model):
    """A named portfolio: loans or customers whose outcome is known."""

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    sortable = ("name",)

    id = id_field()
    name = models.CharField(_("名称"), max_length=60, unique=True)
    note = models.CharField(_("说明"), max_length=200, blank=True)
    row_count = models.PositiveIntegerField(_("笔数"), default=0, editable=False)
    bad_count = models.PositiveIntegerField(_("违约笔数"), default=0, editable=False)

    class Meta:
        verbose_name = _("信贷组合")
        verbose_name_plural = ngettext_lazy("信贷组合", "信贷组合", 2)
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("rating:book", args=[self.pk])


class BookRow(models.Model):
    """One loan of a book: its attributes as they were when it was given, and its outcome."""

    data_class_default = DataClass.CREDIT

    id = id_field()
    book = models.ForeignKey(Book, models.CASCADE, related_name="rows", verbose_name=_("信贷组合"))
    ref = models.CharField(_("编号"), max_length=60, blank=True)
    is_bad = models.BooleanField(_("违约"))
    told = models.JSONField(_("属性"), default=dict)

    class Meta:
        verbose_name = verbose_name_plural = _("组合明细")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["book", "ref"], condition=~models.Q(ref=""), name="book_ref_once"
            )
        ]

    def __str__(self) -> str:
        return self.ref or str(self.pk)


class BackTest(models.Model):
    """What a card said of a book, against what became of it."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    book = models.ForeignKey(Book, models.CASCADE, related_name="tests", verbose_name=_("信贷组合"))
    card = models.ForeignKey(
        "rating.Scorecard", models.PROTECT, related_name="+", verbose_name=_("评分卡")
    )
    told = models.JSONField(_("结果"), default=dict)
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("试算人")
    )
    at = models.DateTimeField(_("试算时间"))

    class Meta:
        verbose_name = verbose_name_plural = _("组合试算")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.book} · {self.card}"
