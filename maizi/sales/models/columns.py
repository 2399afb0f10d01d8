"""Columns that documents of selling and their lines have in common."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.catalog.models import Product
from maizi.catalog.models.products import TAX_RATES, price_field
from maizi.customers.models import Customer
from maizi.kernel.privacy import DataClass, FieldGroup, classed

MOST_PIECES = Decimal(10**9)
NOTHING = Decimal(0)
FROM_NOTHING = [MinValueValidator(0), MaxValueValidator(MOST_PIECES)]


def money_field(label, **options) -> models.DecimalField:
    """Yuan to the cent."""
    options.setdefault("default", NOTHING)
    return models.DecimalField(label, max_digits=16, decimal_places=2, **options)


def pieces_field(label, **options) -> models.DecimalField:
    """A quantity in base units, never negative."""
    return models.DecimalField(
        label, max_digits=16, decimal_places=4, validators=FROM_NOTHING, **options
    )


class Document(models.Model):
    """What every document for a customer has: number, customer, owner, total."""

    id = id_field()
    no = models.CharField(_("编号"), max_length=32, unique=True, editable=False)
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="%(class)ss", verbose_name=_("客户")
    )
    owner = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("业务员"), editable=False
    )
    org_unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="+", verbose_name=_("部门"), editable=False
    )
    amount_yuan = money_field(_("价税合计"), editable=False)
    net_yuan = money_field(_("不含税金额"), editable=False)
    tax_yuan = money_field(_("税额"), editable=False)
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("创建人"), editable=False
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.no


class Receiver(models.Model):
    """Who receives goods, and where: taken down with the document, as it was said then."""

    receiver = classed(
        models.CharField(_("收货人"), max_length=40, blank=True), DataClass.PERSONAL,
        FieldGroup.CONTACT, mask="text",
    )  # fmt: skip
    receiver_phone = classed(
        models.CharField(_("收货电话"), max_length=30, blank=True), DataClass.PERSONAL,
        FieldGroup.CONTACT, mask="phone",
    )  # fmt: skip
    address = classed(
        models.CharField(_("收货地址"), max_length=200, blank=True), DataClass.PERSONAL,
        FieldGroup.CONTACT, mask="text",
    )  # fmt: skip

    class Meta:
        abstract = True


class Line(models.Model):
    """One line of a document: what, how many, at which price; amounts include tax (I-2).

    The amount is kept and not multiplied anew: the share of a bundle has it from the allocation.
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    position = models.PositiveIntegerField(_("行号"))
    product = models.ForeignKey(Product, models.PROTECT, related_name="+", verbose_name=_("商品"))
    name = models.CharField(_("品名规格"), max_length=200)
    unit = models.CharField(_("单位"), max_length=8)
    quantity = pieces_field(_("数量"))
    price_yuan = price_field(_("含税单价"))
    tax_rate = models.DecimalField(
        _("税率"), max_digits=3, decimal_places=2, choices=TAX_RATES, default=Decimal("0.13")
    )
    amount_yuan = money_field(_("价税合计"))
    tax_yuan = money_field(_("税额"))
    note = models.CharField(_("备注"), max_length=120, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def net_yuan(self) -> Decimal:
        """What remains of the amount without its tax."""
        return self.amount_yuan - self.tax_yuan


class PricedLine(Line):
    """A line whose price somebody set against what the price lists say."""

    usual_yuan = price_field(_("价目表价"), null=True)
    why = models.CharField(_("价格来源"), max_length=80, blank=True)
    bundle = models.ForeignKey(
        Product, models.PROTECT, null=True, related_name="+", verbose_name=_("所属组合")
    )
    promised_on = models.DateField(_("承诺交期"), null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def discount_ratio(self) -> Decimal | None:
        """The part of the usual price that is given away; None without one, 0 when dearer."""
        if not self.usual_yuan:
            return None
        return max((self.usual_yuan - self.price_yuan) / self.usual_yuan, NOTHING)
