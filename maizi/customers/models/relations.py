"""The structure of customers: who decides there, and how customers and people belong together."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass, classed

from ..terms import Leaning, RelationType
from .customers import Customer
from .people import Contact


class Standing(models.Model):
    """One person's weight in the decisions of his customer (B-22); roles are codes with commas.

    Whether he decides stands at the contact: `is_decision_maker`.
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    contact = models.OneToOneField(
        Contact, models.CASCADE, related_name="standing", verbose_name=_("联系人")
    )
    roles = models.CharField(_("角色"), max_length=60, blank=True)
    influence = models.SmallIntegerField(
        _("影响力"), default=3, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    leaning = classed(
        models.CharField(_("态度"), max_length=2, choices=Leaning.choices(), blank=True),
        DataClass.PERSONAL,
    )
    reports_to = models.ForeignKey(
        Contact, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("上级")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("决策角色")
        constraints = [
            models.CheckConstraint(
                condition=Q(influence__gte=1, influence__lte=5), name="influence_one_to_five"
            ),
            models.CheckConstraint(
                condition=Q(reports_to=None) | ~Q(reports_to=F("contact")), name="own_boss_is_none"
            ),
        ]

    def __str__(self) -> str:
        return str(self.contact)

    @property
    def role_codes(self) -> list[str]:
        return [code for code in self.roles.split(",") if code]


class Relation(models.Model):
    """What one customer or person is to another: `second` is the `type` of `first`.

    Each end is a customer, or one of its people when the contact is given too.
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    first = models.ForeignKey(
        Customer, models.CASCADE, related_name="relations_out", verbose_name=_("客户")
    )
    first_contact = models.ForeignKey(
        Contact, models.CASCADE, null=True, blank=True, related_name="relations_out",
        verbose_name=_("我方客户的联系人"),
    )  # fmt: skip
    second = models.ForeignKey(
        Customer, models.CASCADE, related_name="relations_in", verbose_name=_("相关客户")
    )
    second_contact = models.ForeignKey(
        Contact, models.CASCADE, null=True, blank=True, related_name="relations_in",
        verbose_name=_("相关联系人"),
    )  # fmt: skip
    type = models.CharField(_("关系类型"), max_length=16, choices=RelationType.choices())
    strength = models.SmallIntegerField(
        _("关系强度"), default=3, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    note = classed(models.CharField(_("说明"), max_length=200, blank=True), DataClass.PERSONAL)
    created_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", editable=False, verbose_name=_("创建人")
    )
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("客户关系"), ngettext_lazy("客户关系", "客户关系", 2)
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                F("first"), Coalesce("first_contact", 0), F("second"),
                Coalesce("second_contact", 0), F("type"), name="related_once",
            ),
            models.UniqueConstraint(
                fields=["first"], condition=Q(type="parent"), name="one_parent"
            ),
            models.CheckConstraint(
                condition=Q(strength__gte=1, strength__lte=5), name="strength_one_to_five"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return str(self.get_type_display())
