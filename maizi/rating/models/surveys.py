"""What an investigator found out about a customer's credit on a day (form L-5)."""

from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.credit.models.accounts import money_field
from maizi.customers.models import Customer
from maizi.kernel.privacy import DataClass, FieldGroup, classed

from ..terms import (
    Accounting,
    LocationType,
    OperationForm,
    PaymentAttitude,
    Repute,
    Settlement,
    Tenure,
)


def _credit(field: models.Field) -> models.Field:
    """Of the basic group: who sees no grades sees no survey, and who evaluates writes all of it."""
    return classed(field, DataClass.CREDIT)


def _words(label, most: int = 200, **more) -> models.CharField:
    return _credit(models.CharField(label, max_length=most, blank=True, **more))


def _choice(label, term) -> models.CharField:
    return _credit(models.CharField(label, max_length=8, choices=term.choices(), blank=True))


def _yuan(label) -> models.DecimalField:
    return _credit(money_field(label, null=True, blank=True, validators=[MinValueValidator(0)]))


class Survey(models.Model):
    """客户信用调查表: one investigation of one customer. What the archive knows is not repeated.

    principal  what is thought of the person in charge; asked for only where a company wants it
    """

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    label_field = "customer__name"
    sortable = ("on", "customer")

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.PROTECT, related_name="credit_surveys", verbose_name=_("客户")
    )
    on = models.DateField(_("调查日期"))
    by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("调查人"), editable=False
    )
    operation = _choice(_("经营方式"), OperationForm)
    business = _words(_("经营项目"))
    area = _words(_("营业区域"), 100)
    location = _choice(_("地段"), LocationType)
    shareholders = _words(_("主要股东"))
    residence = classed(
        models.CharField(_("负责人住址"), max_length=120, blank=True), DataClass.PERSONAL,
        group=FieldGroup.CONTACT,
    )  # fmt: skip
    principal = classed(
        models.TextField(
            _("负责人情况"), max_length=1000, blank=True,
            help_text=_("性格、气质、爱好、学历、籍贯、经历、言谈、思路、长处、短处、技术能力："
                        "只写和信用有关的。"),
        ),
        DataClass.PERSONAL, group=FieldGroup.FAMILY,
    )  # fmt: skip
    tenure = _choice(_("店铺或厂房"), Tenure)
    space = _words(_("面积"), 40)
    assets = _words(_("店铺资产"))
    vehicles = _credit(models.PositiveSmallIntegerField(_("车辆"), null=True, blank=True))
    insurance = _words(_("保险"), 100)
    products = _words(_("经营产品"))
    brands = _words(_("经营品牌"))
    quantity = _words(_("月销数量"), 100)
    month_yuan = _yuan(_("月销售额"))
    year_yuan = _yuan(_("年销售额"))
    bank = _words(_("往来银行"), 100)
    bank_credit = _choice(_("银行信用"), Repute)
    bank_words = _words(_("银行怎么说"), help_text=_("问了谁、哪一天、原话大意。"))
    account = classed(
        models.CharField(_("账户与平时余额"), max_length=120, blank=True), DataClass.CREDIT,
        group=FieldGroup.BANK,
    )  # fmt: skip
    accounting = _choice(_("会计制度"), Accounting)
    capital_yuan = _yuan(_("资金实力"))
    peers = _choice(_("同行评价"), Repute)
    peers_words = _words(_("同行怎么说"), help_text=_("哪一家、谁、什么时候打的交道。"))
    neighbours_words = _words(_("邻里怎么说"))
    attitude = _choice(_("付款态度"), PaymentAttitude)
    settlement = _choice(_("以前的结算方式"), Settlement)
    crosses_months = _credit(models.BooleanField(_("有跨月结算"), default=False))
    over_limit = _words(_("超额度记录"))
    illegal = _words(_("违法违规记录"))
    conclusion = _credit(models.TextField(_("调查结论"), max_length=2000))

    class Meta:
        verbose_name, verbose_name_plural = (
            _("信用调查表"),
            ngettext_lazy("信用调查表", "信用调查表", 2),
        )
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["customer", "-on"], name="surveys_of_customer")]

    def __str__(self) -> str:
        return f"{self.customer} {self.on}"

    def get_absolute_url(self) -> str:
        return reverse("rating:survey", args=[self.pk])
