"""What strangers' browsers solved to send something."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maizi.accounts.models import id_field
from maizi.kernel.privacy import DataClass


class SpentRiddle(models.Model):
    """One riddle that was solved for a public form: it counts once, and so many a day.

    print  where it came from, as a keyed hash
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    form = models.CharField(_("公开页面"), max_length=20)
    digest = models.CharField(_("题目摘要"), max_length=64, unique=True)
    print = models.CharField(_("来源摘要"), max_length=64)
    at = models.DateTimeField(_("时间"), db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = _("已用题目")
        ordering = ["-at"]
        indexes = [models.Index(fields=["form", "print", "at"], name="riddles_from_a_place")]

    def __str__(self) -> str:
        return self.digest[:8]
