"""Who owned a customer before (C-70: the history keeps the original owner)."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass

from ..terms import OwnerChange
from .customers import Customer
from .pools import Pool


class OwnerSpell(models.Model):
    """One stretch in which a customer belonged to somebody or lay in a pool, now over.

    Where it is now, and since when, stands on the customer itself. Stretches of a customer follow
    each other without a gap; the last one ends where the present one begins.
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="spells", verbose_name=_("客户")
    )
    owner = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("负责人")
    )
    pool = models.ForeignKey(
        Pool, models.PROTECT, null=True, related_name="+", verbose_name=_("公海")
    )
    began_at = models.DateTimeField(_("开始"))
    ended_at = models.DateTimeField(_("结束"))
    how = models.CharField(_("怎样结束"), max_length=12, choices=OwnerChange.choices())
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("操作人")
    )
    is_first = models.BooleanField(_("首次领取"), default=False)
    reason = models.CharField(_("原因"), max_length=200, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("历任归属"), ngettext_lazy("历任归属", "历任归属", 2)
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner=None, pool__isnull=False) | Q(owner__isnull=False, pool=None),
                name="spell_of_owner_or_pool",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__gte=F("began_at")), name="spell_ends_after_start"
            ),
        ]
        indexes = [
            models.Index(fields=["customer", "-id"], name="spells_of_customer"),
            models.Index(fields=["by", "how", "-ended_at"], name="spells_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.customer}: {self.owner or self.pool}"
