"""What a bundle is made of (I-2)."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from maizi.accounts.models import id_field
from maizi.kernel.privacy import DataClass

from ..terms import RelationSort
from .products import Product


class BundleGroup(models.Model):
    """One choice of a menu or configurator: of these parts so many."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    bundle = models.ForeignKey(
        Product, models.CASCADE, related_name="bundle_groups", verbose_name=_("组合")
    )
    name = models.CharField(_("名称"), max_length=40)
    least = models.PositiveSmallIntegerField(_("至少选"), default=1)
    most = models.PositiveSmallIntegerField(
        _("最多选"), default=1, validators=[MinValueValidator(1)]
    )
    position = models.PositiveSmallIntegerField(_("次序"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("选择组")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["bundle", "name"], name="group_of_bundle"),
            models.CheckConstraint(condition=Q(most__gte=F("least")), name="group_most_least"),
        ]

    def __str__(self) -> str:
        return self.name


class BundleLine(models.Model):
    """One part of a bundle; without a group it is always in it."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    bundle = models.ForeignKey(
        Product, models.CASCADE, related_name="bundle_lines", verbose_name=_("组合")
    )
    group = models.ForeignKey(
        BundleGroup, models.PROTECT, null=True, blank=True, related_name="lines",
        verbose_name=_("选择组"),
    )  # fmt: skip
    part = models.ForeignKey(
        Product, models.PROTECT, related_name="in_bundles", verbose_name=_("商品")
    )
    quantity = models.DecimalField(
        _("数量"), max_digits=14, decimal_places=4, default=1,
    )  # fmt: skip
    position = models.PositiveSmallIntegerField(_("次序"), default=0)

    class Meta:
        verbose_name = verbose_name_plural = _("组合明细")
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["bundle", "part"], name="part_once_in_bundle"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="bundle_quantity_positive"),
        ]

    def __str__(self) -> str:
        return f"{self.part_id}"


class BundleRelation(models.Model):
    """One rule of a configurator: choosing one part requires or excludes another."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    bundle = models.ForeignKey(
        Product, models.CASCADE, related_name="bundle_relations", verbose_name=_("组合")
    )
    one = models.ForeignKey(BundleLine, models.PROTECT, related_name="+", verbose_name=_("选了"))
    sort = models.CharField(_("关系"), max_length=8, choices=RelationSort.choices())
    other = models.ForeignKey(
        BundleLine, models.PROTECT, related_name="+", verbose_name=_("另一项")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("搭配规则")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["one", "sort", "other"], name="relation_once"),
            models.CheckConstraint(condition=~Q(one=F("other")), name="relation_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} {self.sort} {self.other_id}"
