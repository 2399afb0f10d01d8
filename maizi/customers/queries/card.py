"""The customer as a document: the values of the 客户基本信息表, as its printer may see them."""

from functools import partial
from pathlib import Path

from maizi.fields.access import Document, Shipped
from maizi.fields.terms import TemplateSort
from maizi.kernel.masking import mask
from maizi.kernel.money import in_capitals
from maizi.kernel.privacy import FieldAccess
from maizi.kernel.texts import N_
from maizi.kit import show
from maizi.kit.listing.columns import Column, columns_of

from .. import access
from ..models import Activity, Contact, Customer

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
    "采集渠道": "channel", "备注": "note", "下次联系": "next_contact_on",
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
    "采集渠道": "展会", "备注": "每季度最后一个月集中采购。", "下次联系": "2026-12-01",
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
    """Every value of a customer's card by its name, masked as the person sees it. Seven queries."""
    unmasked, hidden = access.may(user, "unmask", row), access.hidden_for(user)(row)
    values = _texts(user, row, NAMES, unmasked)
    values |= {name: "" for name, field in NAMES.items() if field in hidden}
    places = [values[name] for name in ("省份", "城市", "区县", "街道")]
    values["地址"] = "".join(dict.fromkeys(places))  # a municipality is named once
    is_told = "registered_capital_yuan" not in hidden
    values["注册资本大写"] = _capitals(user, row) if is_told else ""
    contacts = access.visible_contacts(user).filter(customer=row)[:MOST_LINES]
    values["联系人"] = [_texts(user, one, CONTACT_NAMES, unmasked) for one in contacts]
    spoken = access.visible_activities(user).filter(customer=row).select_related("author")
    values["跟进记录"] = [
        _texts(user, one, ACTIVITY_NAMES, unmasked) for one in spoken[:MOST_LINES]
    ]
    return values


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
    sample=SAMPLE,
    shipped=(
        Shipped("客户基本信息表", TemplateSort.LAYOUT, partial(_shipped, "card.txt")),
        Shipped("客户基本信息表（Word）", TemplateSort.WORD, partial(_shipped, "card.docx")),
    ),
)
