"""The customer itself, and who works on it together."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import OrgUnit, User, id_field
from maizi.kernel.privacy import DataClass, FieldGroup, classed

from ..terms import (
    Channel,
    Gender,
    Industry,
    KaList,
    KaStatus,
    LawfulBasis,
    Lifecycle,
    Nature,
    PartyType,
    StaffSize,
)
from ..terms.collecting import (
    Filing,
)
from ..terms.quality import QualityBand
from .beside import ANSWERS
from .pools import Pool
from .schemes import CustomerClass
from .tags import Tag, Tagging


class Customer(models.Model):
    """One person or enterprise in the archive; it has exactly one owner or lies in one pool."""

    data_class_default = DataClass.INTERNAL
    sort_keys = {"name": "sort_name", "created_at": "id"}
    sortable = ("name", "owner", "lifecycle", "last_contact_at", "next_contact_on", "created_at")
    sight_fields = ("owner_id", "org_unit_id", "pool_id", "is_restricted", "party_type", "name")
    facets = {"owner": "owner", "org_unit": "unit", "pool": "pool"} | {
        name: name for name in ("lifecycle", "industry", "nature", "channel", "province", "city")
    }
    kept_beside = ANSWERS
    never_listed = ("sort_name", "name_key", "import_id", "archived_at")
    hidden_rows = Q(pool__isnull=False)  # rows whose personal fields nobody may filter by

    id = id_field()
    no = models.CharField(_("客户编号"), max_length=20, unique=True, editable=False)
    party_type = models.CharField(
        _("客户主体"), max_length=12, choices=PartyType.choices(), default=PartyType.ENTERPRISE
    )
    name = classed(models.CharField(_("客户名称"), max_length=120), DataClass.PERSONAL, mask=None)
    sort_name = models.CharField(max_length=160, editable=False)
    name_key = models.CharField(max_length=120, editable=False)
    short_name = models.CharField(_("简称"), max_length=40, blank=True)
    usc_code = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)
    usc_reason = models.CharField(_("代码校验不符的说明"), max_length=200, blank=True)
    gender = classed(
        models.CharField(_("性别"), max_length=8, choices=Gender.choices(), blank=True),
        DataClass.PERSONAL,
        group=FieldGroup.FAMILY,
    )
    birthday = classed(
        models.DateField(_("生日"), null=True, blank=True),
        DataClass.PERSONAL,
        group=FieldGroup.FAMILY,
    )
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
    website = models.URLField(_("网站"), blank=True)
    employer = classed(
        models.CharField(_("工作单位"), max_length=80, blank=True),
        DataClass.PERSONAL,
        group=FieldGroup.FAMILY,
    )
    job_title = classed(models.CharField(_("职务"), max_length=40, blank=True), DataClass.PERSONAL)
    industry = models.CharField(
        _("行业类型"), max_length=16, choices=Industry.choices(), blank=True
    )
    nature = models.CharField(_("客户性质"), max_length=16, choices=Nature.choices(), blank=True)
    staff_size = models.CharField(
        _("公司规模"), max_length=8, choices=StaffSize.choices(), blank=True
    )
    legal_representative = classed(
        models.CharField(_("法定代表人"), max_length=40, blank=True), DataClass.PERSONAL
    )
    registered_capital_yuan = models.DecimalField(
        _("注册资本（元）"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    founded_on = models.DateField(_("创业时间"), null=True, blank=True)
    first_trade_on = models.DateField(_("与本公司交易时间"), null=True, blank=True)
    province = models.CharField(_("省份"), max_length=20, blank=True)
    city = models.CharField(_("城市"), max_length=30, blank=True)
    district = models.CharField(_("区县"), max_length=30, blank=True)
    street = classed(
        models.CharField(_("详细地址"), max_length=160, blank=True),
        DataClass.PERSONAL,
        group=FieldGroup.CONTACT,
    )
    channel = models.CharField(_("采集渠道"), max_length=16, choices=Channel.choices(), blank=True)
    channel_detail = models.CharField(_("渠道说明"), max_length=80, blank=True)
    lifecycle = models.CharField(
        _("发展阶段"), max_length=16, choices=Lifecycle.choices(), default=Lifecycle.SUSPECT
    )
    ka_status = models.CharField(
        _("大客户身份"), max_length=8, choices=KaStatus.choices(), default=KaStatus.NONE
    )
    ka_list = models.CharField(
        _("大客户名单"), max_length=8, choices=KaList.choices(), blank=True, editable=False
    )
    source = models.ForeignKey(
        "CollectionSource", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("采集来源"),
    )  # fmt: skip
    batch = models.ForeignKey(
        "CollectionBatch", models.SET_NULL, null=True, related_name="customers",
        verbose_name=_("采集批次"), editable=False,
    )  # fmt: skip
    lawful_basis = models.CharField(
        _("合法依据"), max_length=14, choices=LawfulBasis.choices(), blank=True
    )
    filing = models.CharField(
        _("鉴定结果"), max_length=8, choices=Filing.choices(), default=Filing.PENDING,
        editable=False,
    )  # fmt: skip
    classes = models.ManyToManyField(
        CustomerClass, through="ClassMembership", related_name="customers",
        verbose_name=_("分类"), editable=False,
    )  # fmt: skip
    quality_score = models.DecimalField(
        _("资料质量得分"), max_digits=5, decimal_places=4, null=True, editable=False
    )
    quality_band = models.CharField(
        _("资料质量"), max_length=10, choices=QualityBand.choices(), blank=True, editable=False
    )
    archived_at = models.DateTimeField(_("归入回收的时间"), null=True, editable=False)
    tags = models.ManyToManyField(
        Tag,
        through=Tagging,
        blank=True,
        related_name="customers",
        verbose_name=ngettext_lazy("标签", "标签", 2),
    )
    note = classed(models.TextField(_("备注"), blank=True), DataClass.PERSONAL)
    owner = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_customers",
        verbose_name=_("负责人"),
    )
    org_unit = models.ForeignKey(
        OrgUnit, models.PROTECT, related_name="+", verbose_name=_("所属部门"), editable=False
    )
    pool = models.ForeignKey(
        Pool,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="customers",
        verbose_name=_("公海"),
        editable=False,
    )
    is_blocked = models.BooleanField(_("免打扰"), default=False, db_default=False, editable=False)
    # When the present owner, or pool, got it; empty: since it was created.
    owned_since = models.DateTimeField(_("归属起始"), null=True, blank=True, editable=False)
    is_restricted = models.BooleanField(_("限制查看"), default=False)
    collaborators = models.ManyToManyField(
        User,
        through="Collaborator",
        through_fields=("customer", "user"),
        related_name="+",
        verbose_name=ngettext_lazy("协作人", "协作人", 2),
        editable=False,
    )
    last_contact_at = models.DateTimeField(_("最近联系"), null=True, blank=True, editable=False)
    last_contact_text = classed(
        models.CharField(_("最近跟进"), max_length=120, blank=True, editable=False),
        DataClass.PERSONAL,
    )
    next_contact_on = models.DateField(_("下次联系"), null=True, blank=True)
    verified_at = models.DateTimeField(_("资料核实时间"), null=True, blank=True, editable=False)
    verified_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
        verbose_name=_("资料核实人"),
        editable=False,
    )
    created_at = models.DateTimeField(_("创建时间"), auto_now_add=True)
    created_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("创建人"), editable=False, null=True
    )
    changed_at = models.DateTimeField(_("修改时间"), auto_now=True)
    import_id = models.BigIntegerField(null=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("客户"), ngettext_lazy("客户", "客户", 2)
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(  # T-1.1
                condition=Q(owner=None, pool__isnull=False) | Q(owner__isnull=False, pool=None),
                name="customer_owner_or_pool",
            ),
        ]
        indexes = [
            models.Index(fields=["sort_name", "id"], name="customer_by_name"),
            models.Index(fields=["owner", "id"], name="customer_by_owner"),
            models.Index(fields=["org_unit", "id"], name="customer_by_unit"),
            models.Index(
                fields=["pool", "id"], name="customer_by_pool", condition=Q(pool__isnull=False)
            ),
            models.Index(fields=["lifecycle", "id"], name="customer_by_lifecycle"),
            models.Index(fields=["last_contact_at", "id"], name="customer_by_contact"),
            models.Index(fields=["next_contact_on", "id"], name="customer_by_next"),
            models.Index(fields=["ka_status", "id"], name="customer_by_ka_status"),
            models.Index(fields=["quality_band", "id"], name="customer_by_quality"),
            models.Index(fields=["batch"], name="customer_batch", condition=Q(batch__isnull=False)),
            models.Index(
                fields=["archived_at"],
                name="customer_archived",
                condition=Q(archived_at__isnull=False),
            ),
            models.Index(fields=["name_key"], name="customer_name_key"),
            models.Index(fields=["mobile"], name="customer_mobile"),
            models.Index(fields=["phone"], name="customer_phone"),
            models.Index(fields=["usc_code"], name="customer_usc_code"),
            models.Index(
                fields=["import_id"], name="customer_import", condition=Q(import_id__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("customers:customer", args=[self.pk])


class Collaborator(models.Model):
    """One colleague who works on somebody else's customer, for good or until a day (M-3)."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="collaborations", verbose_name=_("客户")
    )
    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("协作人"))
    can_change = models.BooleanField(_("可以修改"), default=False)
    until = models.DateField(_("截止日期"), null=True, blank=True)
    reason = models.CharField(_("原因"), max_length=200, blank=True)
    granted_by = models.ForeignKey(User, models.PROTECT, related_name="+", editable=False)
    granted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("协作人"), ngettext_lazy("协作人", "协作人", 2)
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["customer", "user"], name="collaborates_once"),
        ]
        indexes = [models.Index(fields=["user", "customer"], name="collaborations_of_user")]

    def __str__(self) -> str:
        return f"{self.user}"
