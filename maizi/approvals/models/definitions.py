"""What a company lays down."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import id_field
from maizi.kernel.privacy import DataClass


class ApprovalDefinition(models.Model):
    """Who must agree to one kind of request, under which conditions; a case keeps its own copy."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    subject = models.CharField(_("申请类型"), max_length=40)
    name = models.CharField(_("名称"), max_length=60)
    position = models.PositiveIntegerField(_("先后"), default=10)
    conditions = models.JSONField(_("条件"), default=list, blank=True)
    steps = models.JSONField(_("步骤"), default=list)
    is_active = models.BooleanField(_("启用"), default=True)
    version = models.PositiveIntegerField(_("版本"), default=1, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("审批流程"), ngettext_lazy("审批流程", "审批流程", 2)
        ordering = ["subject", "position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["subject", "name"], name="definition_name_of_subject")
        ]

    def __str__(self) -> str:
        return self.name
