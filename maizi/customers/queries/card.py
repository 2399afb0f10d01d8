"""The customer as a document: the values of 客户基本信息表 and 客户资料管理表 (L-1), as its printer
may see them.
"""

from collections import ChainMap
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from django.db.models import F, Q
from django.utils.translation import gettext as _

from maizi.fields.access import Document, Shipped
from maizi.fields.terms import TemplateSort
from maizi.kernel.masking import mask
from maizi.kernel.money import in_capitals
from maizi.kernel.privacy import FieldAccess
from maizi.kernel.texts import N_
from maizi.kit import show
from maizi.kit.listing.columns import Column, columns_of

from .. import access
from ..models import Activity, Appraisal, Contact, Customer, ProfileValue
from .classes import classes_on
from .profile_page import Fact, facts_of

PRINTS = Path(__file__).parents[1] / "prints"
MOST_LINES = 20
NAMES = {
    "客户编号": "no", "客户名称": "name", "客户主体": "party_type", "简称": "short_name",
    "统一社会信用代码": "usc_code", "客户性质": "nature", "行业类型": "industry",
    "公司规模": "staff_size", "法定代表人": "legal_representative",
    "注册资本": "registered_capital_yuan", "创业时间": "founded_on",
    "与本公司交易时间": "first_trade_on", "发展阶段": "lifecycle", "负责人": "owner",
    "手机": "mobile", "电话": "phone", "邮箱": "email", "微信": "wechat", "网站": "website",
    "省份": "province", "城市": "city", "区县": "district", "街道": "street",
    "工作单位": "employer", "职务": "job_title", "性别": "gender", "生日": "birthday",
    "采集渠道": "channel", "采集来源": "source", "采集批次": "batch", "合法依据": "lawful_basis",
    "鉴定结果": "filing", "大客户状态": "ka_status", "备注": "note", "下次联系": "next_contact_on",
    "填表人": "created_by", "填表时间": "created_at", "核实人": "verified_by",
    "核实时间": "verified_at",
}  # fmt: skip
CONTACT_NAMES = {
    "姓名": "name", "部门": "department", "职务": "job_title", "手机": "mobile", "电话": "phone",
    "邮箱": "email", "微信": "wechat",
}  # fmt: skip
ACTIVITY_NAMES = {"日期": "at", "方式": "channel", "内容": "content", "跟进人": "author"}
SAMPLE = {
    "客户编号": "C202611-000042", "客户名称": "南京华宁机电设备有限公司", "客户主体": "企业",
    "简称": "华宁", "统一社会信用代码": "91320100MA1WXYZ12X", "客户性质": "代理店",
    "行业类型": "贸易", "公司规模": "50–99 人", "法定代表人": "王海燕", "注册资本": "5,000,000.00",
    "注册资本大写": "伍佰万元整", "创业时间": "2012-06-18", "与本公司交易时间": "2019-03-05",
    "发展阶段": "重复购买", "负责人": "陈默", "手机": "13812345678", "电话": "025-86001234",
    "邮箱": "wang@huaning.example", "微信": "huaning-wang", "网站": "https://huaning.example",
    "省份": "江苏省", "城市": "南京市", "区县": "江宁区", "街道": "科技路 18 号",
    "地址": "江苏省南京市江宁区科技路 18 号", "工作单位": "", "职务": "", "性别": "", "生日": "",
    "采集渠道": "展会", "采集来源": "2026 华东五金展", "采集批次": "五金展名片", "合法依据": "同意",
    "鉴定结果": "存档", "大客户状态": "重点", "备注": "每季度最后一个月集中采购。",
    "下次联系": "2026-12-01", "填表人": "陈默", "填表时间": "2026-03-02", "核实人": "林悦",
    "核实时间": "2026-11-02", "客户分类": "行业：批发零售；规模：中型", "可信度": "4",
    "实用价值": "5", "业务关联性": "直接",
    "档案资料": [
        {"类别": "经营", "项目": "主营范围", "内容": "空压机、五金工具", "采集": "展会 2026-03-02",
         "核实": "2026-11-02"},
        {"类别": "财务", "项目": "开户银行", "内容": "工商银行江宁支行", "采集": "", "核实": ""},
    ],
    "关键人物": [
        {"姓名": "王海燕", "职务": "总经理", "项目": "学历", "内容": "本科"},
        {"姓名": "王海燕", "职务": "总经理", "项目": "爱好", "内容": "羽毛球"},
    ],
    "联系人": [
        {"姓名": "王海燕", "部门": "总经办", "职务": "总经理", "手机": "13812345678",
         "电话": "025-86001234", "邮箱": "wang@huaning.example", "微信": "huaning-wang"},
        {"姓名": "李建国", "部门": "采购部", "职务": "采购经理", "手机": "13912345678",
         "电话": "025-86001235", "邮箱": "li@huaning.example", "微信": ""},
    ],
    "跟进记录": [
        {"日期": "2026-11-18", "方式": "电话", "内容": "确认空压机更换计划。", "跟进人": "陈默"},
    ],
}  # fmt: skip


def card_of(user, row: Customer) -> dict:
    """Every value of a customer's card by its name, masked as the person sees it. Eleven queries,
    and those of other apps.
    """
    unmasked, hidden = access.may(user, "unmask", row), access.hidden_for(user)(row)
    values = _texts(user, row, NAMES, unmasked)
    values |= {name: "" for name, field in NAMES.items() if field in hidden}
    places = [values[name] for name in ("省份", "城市", "区县", "街道")]
    values["地址"] = "".join(dict.fromkeys(places))  # a municipality is named once
    is_told = "registered_capital_yuan" not in hidden
    values["注册资本大写"] = _capitals(user, row) if is_told else ""
    contacts = access.visible_contacts(user).filter(customer=row)[:MOST_LINES]
    contacts = list(contacts)
    values["联系人"] = [_texts(user, one, CONTACT_NAMES, unmasked) for one in contacts]
    values |= (
        {"档案资料": [], "关键人物": []}
        | _appraised(row)
        | {"客户分类": "" if "classes" in hidden else _classes(row)}
    )
    if unmasked:
        values["档案资料"] = [
            {"类别": _(fact.attribute.group.label), "项目": _(fact.attribute.label),
             "内容": fact.text, **_provenance(fact)}
            for fact in _told(facts_of(user, row))
        ]  # fmt: skip
        values["关键人物"] = _people(user, contacts, values["联系人"])
    values |= access.card_facts_of(user, row)
    spoken = access.visible_activities(user).filter(customer=row).select_related("author")
    values["跟进记录"] = [
        _texts(user, one, ACTIVITY_NAMES, unmasked) for one in spoken[:MOST_LINES]
    ]
    return values


def _people(user, contacts: Sequence[Contact], named: Sequence[dict]) -> list[dict]:
    """The archives of a customer's people, but for what stands elsewhere. One query.

    named  the same people as the person sees them
    """
    kept: dict[int, dict] = {one.pk: {} for one in contacts}
    for value in ProfileValue.objects.filter(contact__in=kept).exclude(text=""):
        kept[value.contact_id][value.attribute] = value
    return [
        {"姓名": seen["姓名"], "职务": seen["职务"], "项目": _(fact.attribute.label),
         "内容": fact.text}
        for one, seen in zip(contacts, named, strict=True)
        for fact in _told(facts_of(user, one, kept[one.pk]))
    ]  # fmt: skip


def _classes(row: Customer) -> str:
    """Where it is in each scheme. Two queries."""
    placed = [(scheme, one) for scheme, one in classes_on(row) if one is not None]
    return _("；").join(f"{scheme.name}：{one.cls.name}" for scheme, one in placed)


def _told(facts: Sequence[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.text and not fact.attribute.columns]


def _provenance(fact: Fact) -> dict[str, str]:
    value = fact.value
    if value is None:
        return {"采集": "", "核实": ""}
    return {"采集": f"{value.get_channel_display()} {value.collected_on}".strip(),
            "核实": _plain(value.verified_at) if value.verified_at else ""}  # fmt: skip


def _appraised(row: Customer) -> dict[str, str]:
    """What was thought of the customer or of its batch last (A-14). One query."""
    told = Appraisal.objects.filter(Q(customer=row) | Q(batch__isnull=False, batch=row.batch_id))
    one = told.order_by(F("customer_id").desc(nulls_last=True), "-id").first()
    if one is None:
        return {"可信度": "", "实用价值": "", "业务关联性": ""}
    return {"可信度": str(one.credibility), "实用价值": str(one.usefulness),
            "业务关联性": one.get_relevance_display()}  # fmt: skip


def _texts(user, row: Customer | Contact | Activity, names: dict, unmasked: bool) -> dict[str, str]:
    """Name -> text; what the person may not see at all is empty."""
    columns = {c.name: c for c in columns_of(type(row), user, names.values())}
    return {
        name: _text(columns[field], row, unmasked) if field in columns else ""
        for name, field in names.items()
    }


def _text(column: Column, row, unmasked: bool) -> str:
    value = getattr(row, column.name)
    if column.sort == "choice":
        return column.labels.get(value, "")
    text = show.yuan(value) if column.sort == "amount" and value is not None else _plain(value)
    hidden = column.is_masked or (column.mask and not unmasked)
    return mask(column.mask or "text", text) if hidden else text


def _plain(value) -> str:
    return show.day(value) if hasattr(value, "hour") else show.plain(value)


def _capitals(user, row: Customer) -> str:
    (column,) = columns_of(Customer, user, ["registered_capital_yuan"]) or [None]
    amount = row.registered_capital_yuan
    is_shown = column is not None and column.access >= FieldAccess.READ and amount is not None
    return in_capitals(amount) if is_shown else ""


def _shipped(name: str) -> bytes:
    return (PRINTS / name).read_bytes()


CARD = Document(
    model=Customer,
    label=N_("客户"),
    visible=access.visible_customers,
    unmasked=lambda user, row: access.may(user, "unmask", row),
    context=card_of,
    sample=ChainMap(access.card_samples, SAMPLE),
    entities=access.card_entities,
    shipped=(
        Shipped("客户基本信息表", TemplateSort.LAYOUT, partial(_shipped, "card.txt")),
        Shipped("客户基本信息表（Word）", TemplateSort.WORD, partial(_shipped, "card.docx")),
        Shipped("客户资料管理表", TemplateSort.LAYOUT, partial(_shipped, "sheet.txt")),
    ),
)
