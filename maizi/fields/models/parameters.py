"""The values that differ from the defaults."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from maizi.accounts.models import OrgUnit, id_field
from maizi.kernel.privacy import DataClass


class ParameterValue(models.Model):
    """One parameter as the company, or one unit with those below it, has set it.

    The row stays when the value goes back to what it was without it; `value` is null then.
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    code = models.CharField(_("参数"), max_length=60)
    unit = models.ForeignKey(
        OrgUnit, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("部门")
    )
    value = models.JSONField(_("取值"), null=True, blank=True)
    since = models.DateTimeField(_("生效时间"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        verbose_name=_("修改人"), editable=False,
    )  # fmt: skip

    class Meta:
        verbose_name = verbose_name_plural = _("参数")
        ordering = ["code", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=Q(unit=None), name="parameter_of_company"
            ),
            models.UniqueConstraint(fields=["code", "unit"], name="parameter_of_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.code} · {self.unit}" if self.unit_id else self.code


class ParameterState(models.Model):
    """One row whose mark changes with every change of any value, so that caches notice.

    The mark is random: one that was rolled back never comes again.
    """

    data_class_default = DataClass.INTERNAL

    id = models.SmallIntegerField(primary_key=True)
    mark = models.CharField(_("标记"), max_length=32)

    class Meta:
        verbose_name = verbose_name_plural = _("参数状态")

    def __str__(self) -> str:
        return self.mark
