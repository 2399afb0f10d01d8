"""People at a customer, its addresses, and requests to see a customer."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass, FieldGroup, classed

from ..terms import AddressType, RequestState
from .beside import ANSWERS
from .customers import Customer


class Contact(models.Model):
    """One person at a customer."""

    data_class_default = DataClass.INTERNAL
    sortable = ()
    kept_beside = ANSWERS
    never_listed = ("import_id",)

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="contacts", verbose_name=_("客户")
    )
    name = classed(models.CharField(_("姓名"), max_length=40), DataClass.PERSONAL)
    department = models.CharField(_("部门"), max_length=40, blank=True)
    job_title = classed(models.CharField(_("职务"), max_length=40, blank=True), DataClass.PERSONAL)
    mobile = classed(
        models.CharField(_("手机"), max_length=20, blank=True),
        DataClass.PERSONAL,
        group=FieldGroup.CONTACT,
        mask="phone",
    )
    phone = classed(
        models.CharField(_("电话"), max_length=40, blank=True),
        DataClass.PERSONAL,
        group=FieldGroup.CONTACT,
        mask="phone",
    )
    email = classed(
        models.EmailField(_("邮箱"), blank=True),
        DataClass.PERSONAL,
        group=FieldGroup.CONTACT,
        mask="email",
    )
    wechat = classed(
        models.CharField(_("微信"), max_length=40, blank=True),
        DataClass.PERSONAL,
        group=FieldGroup.CONTACT,
        mask="text",
    )
    is_primary = models.BooleanField(_("主要联系人"), default=False)
    is_decision_maker = models.BooleanField(_("关键决策人"), default=False)
    note = classed(models.CharField(_("备注"), max_length=200, blank=True), DataClass.PERSONAL)
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)
    import_id = models.BigIntegerField(null=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("联系人"), ngettext_lazy("联系人", "联系人", 2)
        ordering = ["-is_primary", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer"], condition=models.Q(is_primary=True), name="one_primary_contact"
            ),
        ]
        indexes = [
            models.Index(fields=["mobile"], name="contact_mobile"),
            models.Index(fields=["phone"], name="contact_phone"),
        ]

    def __str__(self) -> str:
        return self.name


class Address(models.Model):
    """One address of a customer besides its main one."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="addresses", verbose_name=_("客户")
    )
    type = models.CharField(
        _("用途"), max_length=12, choices=AddressType.choices(), default=AddressType.OFFICE
    )
    province = models.CharField(_("省份"), max_length=20, blank=True)
    city = models.CharField(_("城市"), max_length=30, blank=True)
    district = models.CharField(_("区县"), max_length=30, blank=True)
    street = classed(
        models.CharField(_("详细地址"), max_length=160),
        DataClass.PERSONAL,
        group=FieldGroup.CONTACT,
    )
    receiver = classed(
        models.CharField(_("收件人"), max_length=40, blank=True),
        DataClass.PERSONAL,
        group=FieldGroup.CONTACT,
    )
    mobile = classed(
        models.CharField(_("手机"), max_length=20, blank=True),
        DataClass.PERSONAL,
        group=FieldGroup.CONTACT,
        mask="phone",
    )
    latitude = classed(
        models.DecimalField(
            _("纬度"), max_digits=8, decimal_places=6, null=True, blank=True,
            validators=[MinValueValidator(-90), MaxValueValidator(90)],
            help_text=_("北纬为正，如 39.904200。派工和排路线按它算距离，可以不填。"),
        ),
        DataClass.PERSONAL, group=FieldGroup.CONTACT,
    )  # fmt: skip
    longitude = classed(
        models.DecimalField(
            _("经度"), max_digits=9, decimal_places=6, null=True, blank=True,
            validators=[MinValueValidator(-180), MaxValueValidator(180)],
            help_text=_("东经为正，如 116.407400。"),
        ),
        DataClass.PERSONAL, group=FieldGroup.CONTACT,
    )  # fmt: skip

    class Meta:
        verbose_name, verbose_name_plural = _("地址"), ngettext_lazy("地址", "地址", 2)
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="address_has_a_whole_point",
                violation_error_message=_("纬度和经度要一起填，或者都不填。"),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.get_type_display()} {self.province}{self.city}{self.district}"


class AccessRequest(models.Model):
    """Somebody who met a duplicate asks the owner to let him see the customer (A-12)."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="access_requests", verbose_name=_("客户")
    )
    asked_by = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("申请人"))
    asked_at = models.DateTimeField(_("申请时间"), auto_now_add=True)
    reason = models.CharField(_("申请理由"), max_length=200)
    state = models.CharField(
        _("状态"), max_length=10, choices=RequestState.choices(), default=RequestState.WAITING
    )
    decided_by = models.ForeignKey(
        User, models.SET_NULL, null=True, related_name="+", verbose_name=_("处理人")
    )
    decided_at = models.DateTimeField(_("处理时间"), null=True)
    answer = models.CharField(_("答复"), max_length=200, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("查看申请"), ngettext_lazy("查看申请", "查看申请", 2)
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "asked_by"],
                condition=models.Q(state=RequestState.WAITING),
                name="asked_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_by} → {self.customer_id}"
