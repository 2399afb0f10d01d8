"""Claims on stock: good pieces that a document of a higher app has been promised (I-6)."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass

from .ledger import StockAccount
from .pieces import Batch, Serial
from .places import pieces_field


class Reservation(models.Model):
    """So many pieces of one account for one document; it shrinks as they leave."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    source_kind = models.CharField(_("来源"), max_length=60)
    source_id = models.BigIntegerField()
    source_number = models.CharField(_("来源单号"), max_length=40, blank=True)
    account = models.ForeignKey(
        StockAccount, models.PROTECT, related_name="reservations", verbose_name=_("库存")
    )
    batch = models.ForeignKey(
        Batch, models.PROTECT, null=True, related_name="+", verbose_name=_("批次")
    )
    serial = models.ForeignKey(
        Serial, models.PROTECT, null=True, related_name="+", verbose_name=_("序列号")
    )
    key = models.CharField(max_length=60, editable=False)
    quantity = pieces_field(_("预留数量"))
    by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("预留人")
    )
    at = models.DateTimeField(_("预留时间"), auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = _("库存预留")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source_kind", "source_id", "account", "key"], name="reservation_once"
            ),
            models.UniqueConstraint(
                fields=["serial"], name="serial_reserved_once", condition=Q(serial__isnull=False)
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="reservation_positive"),
        ]
        indexes = [models.Index(fields=["source_kind", "source_id"], name="reservation_by_source")]

    def __str__(self) -> str:
        return self.source_number or f"{self.source_id}"
