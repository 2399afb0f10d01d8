"""The board of one person: which parts, in which order, how often it is sent (L-20)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass

from ..terms import BoardKind, Rhythm


class Board(models.Model):
    """How one person arranged his board; without a row he has the usual one of his work."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    user = models.OneToOneField(
        User, models.CASCADE, related_name="board", verbose_name=_("所有人"), editable=False
    )
    kind = models.CharField(_("看板"), max_length=8, choices=BoardKind.choices())
    parts = models.JSONField(_("内容与次序"), default=list)
    rhythm = models.CharField(
        _("发送"), max_length=8, choices=Rhythm.choices(), default=Rhythm.NEVER
    )
    told_on = models.DateField(_("上次发送"), null=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("看板"), ngettext_lazy("看板", "看板", 2)
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.get_kind_display())
