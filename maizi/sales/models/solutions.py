"""What a customer needs and how what it buys answers that, beside a quote or an order (F-1)."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass

from .orders import Order
from .quotes import Quote


def words_field(label, help_text, **options) -> models.TextField:
    """A long text of the sheet."""
    return models.TextField(label, max_length=4000, help_text=help_text, **options)


class Solution(models.Model):
    """解决方案单: needs, the solution for them, how it is used and looked after day by day.

    One of a quote or of an order; an order that comes of a quote has a copy of its own.
    """

    data_class_default = DataClass.INTERNAL
    sortable = ("changed_at",)
    label_field = "needs"

    id = id_field()
    quote = models.OneToOneField(
        Quote, models.CASCADE, null=True, related_name="solution", verbose_name=_("报价单"),
        editable=False,
    )  # fmt: skip
    order = models.OneToOneField(
        Order, models.CASCADE, null=True, related_name="solution", verbose_name=_("销售订单"),
        editable=False,
    )  # fmt: skip
    needs = words_field(_("客户的需求"), _("工况、用量、场地、最在意什么、怎么算满意。"))
    solution = words_field(
        _("解决方案"), _("选什么、为什么、怎么装怎么配，能达到什么效果。"), blank=True
    )
    use = words_field(_("使用方法"), _("开机前看什么、怎么操作、什么不能做。"), blank=True)
    upkeep = words_field(
        _("日常维护"), _("每天、每周、每月做什么，多久换什么件。"), blank=True
    )  # fmt: skip
    by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("最后修改人"), editable=False
    )
    changed_at = models.DateTimeField(_("修改时间"), auto_now=True)

    class Meta:
        verbose_name = _("解决方案单")
        verbose_name_plural = ngettext_lazy("解决方案单", "解决方案单", 2)
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quote=None, order__isnull=False) | Q(quote__isnull=False, order=None),
                name="solution_of_one_document",
            ),
        ]
        indexes = [models.Index(fields=["changed_at", "id"], name="solutions_by_change")]

    def __str__(self) -> str:
        return str(self.document)

    @property
    def document(self) -> Quote | Order:
        """The quote or the order it belongs to."""
        return self.quote if self.quote_id else self.order

    def get_absolute_url(self) -> str:
        return reverse("sales:solution", args=[self.pk])
