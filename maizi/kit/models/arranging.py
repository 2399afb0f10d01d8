"""What people arrange for themselves."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from maizi.accounts.models import id_field
from maizi.kernel.privacy import DataClass


class SavedView(models.Model):
    """One named way to look at one list: conditions, columns, order, grouping."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    kind = models.CharField(_("对象类型"), max_length=60)
    name = models.CharField(_("名称"), max_length=30)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("创建人")
    )
    is_shared = models.BooleanField(_("所有人可用"), default=False)
    conditions = models.JSONField(_("条件"), default=list)
    columns = models.JSONField(_("列"), default=list)
    sort = models.CharField(_("排序"), max_length=60, blank=True)
    group = models.CharField(_("分组"), max_length=60, blank=True)
    match = models.CharField(_("条件关系"), max_length=3, default="all")
    position = models.IntegerField(_("排序号"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("视图")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "owner", "name"], name="view_named_once"),
        ]

    def __str__(self) -> str:
        return self.name
