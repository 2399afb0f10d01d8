"""What columns of a sheet can mean for a supplier and its prices."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from django.utils import translation

from maizi.accounts.access import field_access
from maizi.kernel.privacy import FieldAccess
from maizi.kernel.texts import N_
from maizi.kit.sheets.headers import Target
from maizi.kit.sheets.kinds import Column, Kind

from ... import access
from ...models import Supplier, SupplierContact, Supply
from ...terms import DueFrom

KEYS = ("no", "name")
# target: model, field, kind, words people use
FIELDS: tuple[tuple[str, type, str, Kind, str], ...] = (
    ("name", Supplier, "name", Kind.TEXT,
     "供应商 供货商 厂家 厂商 供方 供应商全称 往来单位 单位名称 公司名称 supplier vendor"),
    ("no", Supplier, "no", Kind.TEXT, "供应商代码 供应商编码 厂商编码 supplierid vendorid"),
    ("short_name", Supplier, "short_name", Kind.TEXT, "供应商简称"),
    ("usc_code", Supplier, "usc_code", Kind.USC_CODE, "税号 纳税人识别号 信用代码"),
    ("supplies", Supplier, "supplies", Kind.TEXT, "主营 经营范围 供应类别 供应范围 主营产品"),
    ("address", Supplier, "address", Kind.TEXT, "供应商地址 地址 address"),
    ("lead_days", Supplier, "lead_days", Kind.INTEGER, "交期 交货期 供货周期 交货天数 leadtime"),
    ("terms_days", Supplier, "terms_days", Kind.INTEGER, "账期 付款天数 结算天数 信用期"),
    ("due_from", Supplier, "due_from", Kind.CHOICE, "结算方式 账期类型"),
    ("bank_name", Supplier, "bank_name", Kind.TEXT, "开户行 开户银行名称 银行"),
    ("bank_account", Supplier, "bank_account", Kind.TEXT, "账号 银行帐号 收款账号 帐号"),
    ("note", Supplier, "note", Kind.TEXT, "备注 说明 remark"),
    ("contact", SupplierContact, "name", Kind.TEXT, "联系人 联系人姓名 业务员 contact"),
    ("mobile", SupplierContact, "mobile", Kind.MOBILE, "手机 手机号 联系手机 mobile"),
    ("phone", SupplierContact, "phone", Kind.PHONE, "电话 联系电话 固定电话 phone tel"),
    ("email", SupplierContact, "email", Kind.EMAIL, "邮箱 电子邮箱 email"),
    ("product", Supply, "product", Kind.TEXT,
     "商品编号 商品编码 产品编号 货号 物料编码 商品 品名 商品名称 产品名称 型号 条码 sku"),
    ("code", Supply, "code", Kind.TEXT, "供应商货号 厂家货号 对方货号 供方编码 厂家型号"),
    ("price_yuan", Supply, "price_yuan", Kind.MONEY,
     "进价 采购价 供货价 报价 含税单价 单价 进货价 成本价 price cost"),
    ("least", Supply, "least", Kind.DECIMAL, "起订量 最小起订量 起订数量 moq"),
    ("pack", Supply, "pack", Kind.DECIMAL, "整包数 包装数量 箱规 装箱数"),
)  # fmt: skip
LABELS = {
    "contact": N_("联系人"), "mobile": N_("手机"), "phone": N_("电话"), "email": N_("邮箱"),
    "product": N_("商品（编号、条码、型号或名称）"),
}  # fmt: skip
OF_SUPPLIER = tuple(key for key, model, *_ in FIELDS if model is Supplier)
SPOKEN = {DueFrom.DAY: "现结 货到 天", DueFrom.MONTH_END: "月结 月底 月末"}


def may_import(user) -> bool:
    """Whether a person may bring suppliers in."""
    rights = (access.may_supplier(user, verb) for verb in ("add", "change"))
    return access.may_supplier(user, "import") and any(rights)


def targets(user) -> list[Target]:
    """The targets whose fields the person may write; a row needs the name of its supplier."""
    return [
        Target(key, _label(key), kind, synonyms=_synonyms(key, words))
        for key, model, field, kind, words in FIELDS
        if _may_write(user, model, field)
    ]


def columns(user, today: date) -> dict[str, Column]:
    """How the cells of each target are read."""
    return {
        key: Column(_label(key), kind, longest=_longest(model, field), choices=_choices(key))
        for key, model, field, kind, _ in FIELDS
    }


def _may_write(user, model: type, name: str) -> bool:
    field = model._meta.get_field(name)
    return field_access(user, model, field) >= FieldAccess.WRITE


def _label(key: str) -> str:
    if key in LABELS:
        return LABELS[key]
    model, field = next((m, f) for k, m, f, *_ in FIELDS if k == key)
    return str(model._meta.get_field(field).verbose_name)


def _longest(model: type, name: str) -> int:
    return getattr(model._meta.get_field(name), "max_length", None) or 0


def _synonyms(key: str, words: str) -> tuple[str, ...]:
    """Our own Chinese word first, whatever language the page is in."""
    with translation.override("zh-hans"):
        return tuple(dict.fromkeys([str(_label(key)), *words.split()]))


@cache
def _choices(key: str) -> Mapping[str, object]:
    if key != "due_from":
        return {}
    found: dict[str, object] = {term.chinese: term.value for term in DueFrom}
    for term, words in SPOKEN.items():
        found.setdefault(term.value, term.value)
        for word in words.split():
            found.setdefault(word, term.value)
    return found
