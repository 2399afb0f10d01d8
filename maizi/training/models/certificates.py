"""Certificates: who may work on what, until when (F-52)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.catalog.models import Category, Product
from maizi.kernel.privacy import DataClass

from .classes import Attempt
from .courses import Course


class Certificate(models.Model):
    """That somebody passed a course, and until when that counts.

    families, products  what it certifies for, as the course had it that day: whoever passed an
                        older version may not work on what was added since
    valid_to            its last day
    warned_on           when its end was announced
    """

    data_class_default = DataClass.INTERNAL
    sortable = ("no", "person", "valid_from", "valid_to")
    label_field = "no"

    id = id_field()
    no = models.CharField(_("证书编号"), max_length=32, unique=True, editable=False)
    person = models.ForeignKey(
        User, models.PROTECT, related_name="certificates", verbose_name=_("持证人")
    )
    course = models.ForeignKey(
        Course, models.PROTECT, related_name="certificates", verbose_name=_("培训课程")
    )
    version = models.PositiveSmallIntegerField(_("版本"))
    attempt = models.OneToOneField(
        Attempt, models.PROTECT, related_name="certificate", verbose_name=_("考试成绩")
    )
    families = models.ManyToManyField(
        Category, related_name="+", verbose_name=_("可以维修的产品类别")
    )
    products = models.ManyToManyField(Product, related_name="+", verbose_name=_("可以维修的产品"))
    valid_from = models.DateField(_("生效日期"))
    valid_to = models.DateField(_("有效期至"))
    warned_on = models.DateField(_("到期提醒日期"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("吊销时间"), null=True, editable=False)
    revoked_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("吊销人"), editable=False
    )
    revoke_reason = models.CharField(_("吊销原因"), max_length=200, blank=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("培训证书"), ngettext_lazy("培训证书", "培训证书", 2)
        ordering = ["-valid_from", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__gte=F("valid_from")), name="certificate_lasts"
            )
        ]
        indexes = [
            models.Index(fields=["person", "valid_to"], name="certificates_of_person"),
            models.Index(
                fields=["valid_to"], name="certificates_to_warn",
                condition=Q(warned_on=None, revoked_at=None),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.no

    def get_absolute_url(self) -> str:
        return reverse("training:certificate", args=[self.pk])
