"""What columns of a sheet can mean for a customer, as far as a person may write it."""

from datetime import date

from django.utils import translation

from maizi.accounts.access import field_access, rights_of
from maizi.kernel.privacy import FieldAccess
from maizi.kernel.texts import N_
from maizi.kit.sheets.headers import Target
from maizi.kit.sheets.kinds import Column, Kind
from maizi.kit.sheets.vocabulary import SYNONYMS

from ... import access
from ...models import Contact, Customer
from ...terms import Channel, Gender, Industry, LawfulBasis, Lifecycle, Nature, PartyType, StaffSize
from .answers import answer_columns, answer_targets
from .words import spellings

KEYS = ("no", "usc_code", "mobile", "name")

# key, kind, concepts of the shared vocabulary, further words of ours
FIELDS: tuple[tuple[str, Kind, str, str], ...] = (
    (
        "name",
        Kind.TEXT,
        "company person",
        "billing name 商户名称 店铺名称 门店名称 客户名 股票名称",
    ),
    ("no", Kind.TEXT, "code", ""),
    ("party_type", Kind.CHOICE, "", "客户类别 主体类型 个人/企业 party type"),
    ("short_name", Kind.TEXT, "short_name", ""),
    ("usc_code", Kind.USC_CODE, "usc_code", ""),
    ("usc_reason", Kind.TEXT, "", ""),
    ("gender", Kind.CHOICE, "gender", ""),
    ("birthday", Kind.DATE, "birthday", ""),
    ("mobile", Kind.MOBILE, "mobile", ""),
    ("phone", Kind.PHONE, "phone", ""),
    ("email", Kind.EMAIL, "email", ""),
    ("wechat", Kind.TEXT, "wechat", ""),
    ("website", Kind.TEXT, "website", ""),
    ("employer", Kind.TEXT, "", "工作单位 就职单位 所在单位 employer"),
    ("job_title", Kind.TEXT, "", "本人职务"),
    ("industry", Kind.CHOICE, "industry", ""),
    ("nature", Kind.CHOICE, "nature", ""),
    ("staff_size", Kind.CHOICE, "staff", ""),
    ("legal_representative", Kind.TEXT, "legal_person", ""),
    ("registered_capital_yuan", Kind.MONEY, "capital", ""),
    ("founded_on", Kind.DATE, "founded", ""),
    ("first_trade_on", Kind.DATE, "", "首次成交日期 首次交易日期 合作日期 成交日期"),
    ("province", Kind.TEXT, "province", ""),
    ("city", Kind.TEXT, "city", ""),
    ("district", Kind.TEXT, "district", ""),
    ("street", Kind.TEXT, "", "街道 街道地址 门牌号"),
    ("address", Kind.TEXT, "address", ""),
    ("channel", Kind.CHOICE, "source", ""),
    ("channel_detail", Kind.TEXT, "", "来源说明 渠道备注"),
    ("lawful_basis", Kind.CHOICE, "", "合法依据 采集依据 lawful basis"),
    ("lifecycle", Kind.CHOICE, "status", "跟进阶段"),
    ("next_contact_on", Kind.DATE, "", "下次跟进 下次跟进时间 下次联系时间 next contact"),
    ("tags", Kind.CHOICES, "tags", ""),
    ("note", Kind.TEXT, "remark", "需求 客户需求 备注1"),
    ("owner", Kind.TEXT, "owner", ""),
    ("pool", Kind.TEXT, "", "公海 所属公海 pool"),
)
CONTACT_FIELDS: tuple[tuple[str, str, Kind, str], ...] = (
    ("name", N_("联系人"), Kind.TEXT, "person"),
    ("mobile", N_("联系人手机"), Kind.MOBILE, "mobile"),
    ("phone", N_("联系人电话"), Kind.PHONE, "phone"),
    ("email", N_("联系人邮箱"), Kind.EMAIL, "email"),
    ("job_title", N_("联系人职务"), Kind.TEXT, "title"),
    ("department", N_("联系人部门"), Kind.TEXT, "department"),
    ("wechat", N_("联系人微信"), Kind.TEXT, "wechat"),
    ("note", N_("联系人备注"), Kind.TEXT, ""),
    ("family_name", N_("联系人的姓"), Kind.TEXT, "family_name"),
    ("given_name", N_("联系人的名"), Kind.TEXT, "given_name"),
)
VOCABULARIES = {
    "party_type": PartyType, "gender": Gender, "industry": Industry, "nature": Nature,
    "staff_size": StaffSize, "channel": Channel, "lifecycle": Lifecycle,
    "lawful_basis": LawfulBasis,
}  # fmt: skip
WRITTEN_AS = {"address": "street", "family_name": "name", "given_name": "name"}
ALSO_CONTACTS = frozenset(("name", "job_title", "department", "family_name", "given_name"))


def may_import(user) -> bool:
    """Whether a person may bring customers in at all."""
    return access.may(user, "import") and (access.may(user, "add") or access.may(user, "change"))


def oversees(user) -> bool:
    """Whether a person sees the imports of others: who sees every customer and assigns them."""
    sight = rights_of(user).sight("customer", "assign")
    return may_import(user) and sight.everything


def targets(user) -> list[Target]:
    """The targets whose fields the person may write; the customer's first."""
    found = [
        Target(
            key, _label(key), kind, synonyms=_synonyms(key, concepts, more), needed=key == "name"
        )
        for key, kind, concepts, more in FIELDS
        if _may_write(user, Customer, key)
    ]
    found += [
        Target(
            f"contact.{key}", label, kind, synonyms=_contact_synonyms(key, concept), repeats=True
        )
        for key, label, kind, concept in CONTACT_FIELDS
        if _may_write(user, Contact, key)
    ]
    return found + answer_targets(user)


def columns(user, today: date) -> dict[str, Column]:
    """How the cells of each target are read."""
    found = {}
    for key, kind, _, _ in FIELDS:
        words = VOCABULARIES.get(key)
        found[key] = Column(
            _label(key), kind, longest=_longest(Customer, key),
            choices=spellings(words) if words else {}, today=today,
        )  # fmt: skip
    for key, label, kind, _ in CONTACT_FIELDS:
        found[f"contact.{key}"] = Column(label, kind, longest=_longest(Contact, key))
    return found | answer_columns()


def _may_write(user, model, key: str) -> bool:
    if key in ("owner", "pool") and not access.may(user, "assign"):
        return False
    if key in ("no", "tags"):
        return True
    field = model._meta.get_field(WRITTEN_AS.get(key, key))
    return field_access(user, model, field) >= FieldAccess.WRITE


def _label(key: str) -> str:
    if key == "address":
        return N_("完整地址（自动拆出省市区）")
    return str(Customer._meta.get_field(key).verbose_name)


def _longest(model, key: str) -> int:
    if key == "address":
        return 300
    field = model._meta.get_field(WRITTEN_AS.get(key, key))
    return getattr(field, "max_length", None) or 0


def _synonyms(key: str, concepts: str, more: str) -> tuple[str, ...]:
    """Our own Chinese word first, whatever language the page is in."""
    with translation.override("zh-hans"):
        own = _label(key)
    words = [word for concept in concepts.split() for word in SYNONYMS[concept]]
    return tuple(dict.fromkeys([own, *words, *more.split()]))


def _contact_synonyms(key: str, concept: str) -> tuple[str, ...]:
    words = SYNONYMS.get(concept, ())
    if key in ALSO_CONTACTS:
        return tuple(words)
    return tuple(f"{who}{word}" for who in ("联系人", "contact ") for word in words)
