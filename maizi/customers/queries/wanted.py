"""What a complete record knows, with weights (A-2, A-3), and what of it can turn out bad.

The quality of a record counts the whole catalogue of its archive; the board counts the gaps that
a list of customers can show, which are columns.
"""

from collections.abc import Collection
from functools import cache

from maizi.kernel.texts import N_

from ..models import Customer
from ..rules.quality import Wanted
from ..terms import Attribute, ContentClass, PartyType, ProfileGroup, attributes_for
from ..terms.quality import Fault, FreshGroup

C, A, B, P = FreshGroup.CONTACT, FreshGroup.ADDRESS, FreshGroup.BUSINESS, FreshGroup.PROFILE
SOMEBODY = "contacts"  # stands for a person known by name at the customer

BOTH = (
    Wanted("name", N_("客户名称"), 3, P, ("name",)),
    Wanted("reach", N_("手机或电话"), 3, C, ("mobile", "phone")),
    Wanted("email", N_("邮箱或微信"), 1, C, ("email", "wechat")),
    Wanted("city", N_("所在城市"), 2, A, ("city", "province")),
    Wanted("street", N_("详细地址"), 1, A, ("street",)),
    Wanted("channel", N_("采集渠道"), 2, B, ("channel",)),
    Wanted("first_trade_on", N_("与本公司交易时间"), 1, B, ("first_trade_on",)),
    Wanted("note", N_("备注"), 1, P, ("note",)),
)
ENTERPRISE = (
    *BOTH,
    Wanted("contacts", N_("联系人"), 3, C, (SOMEBODY,)),
    Wanted("usc_code", N_("统一社会信用代码"), 3, P, ("usc_code",)),
    Wanted("industry", N_("行业类型"), 3, B, ("industry",)),
    Wanted("nature", N_("客户性质"), 2, B, ("nature",)),
    Wanted("staff_size", N_("公司规模"), 2, B, ("staff_size",)),
    Wanted("legal_representative", N_("法定代表人"), 2, P, ("legal_representative",)),
    Wanted("registered_capital_yuan", N_("注册资本"), 1, P, ("registered_capital_yuan",)),
    Wanted("founded_on", N_("创业时间"), 1, P, ("founded_on",)),
    Wanted("website", N_("网站"), 1, P, ("website",)),
)
INDIVIDUAL = (
    *BOTH,
    Wanted("gender", N_("性别"), 2, P, ("gender",)),
    Wanted("employer", N_("工作单位"), 2, B, ("employer",)),
    Wanted("job_title", N_("职务"), 2, B, ("job_title",)),
    Wanted("birthday", N_("生日"), 1, P, ("birthday",)),
)
OF_BUSINESS = (ProfileGroup.BUSINESS, ProfileGroup.TRADE, ProfileGroup.DEMAND, ProfileGroup.CAREER)
HELD = Customer._meta._forward_fields_map
LISTED = tuple(dict.fromkeys((*ENTERPRISE, *INDIVIDUAL)))
GROUP_OF = {name: field.group for field in LISTED for name in field.names}


@cache
def wanted_of(party_type: str) -> tuple[Wanted, ...]:
    """What is wanted of a customer of this kind: all that its archive asks people for (A-40)."""
    return tuple(_wanted(a) for a in attributes_for(party_type) if a.need)


def _wanted(attribute: Attribute) -> Wanted:
    names = tuple(name for name in attribute.columns if name in HELD)
    return Wanted(attribute.code, attribute.label, attribute.need, _group_of(attribute), names)


def _group_of(attribute: Attribute) -> FreshGroup:
    known = [GROUP_OF[name] for name in attribute.columns if name in GROUP_OF]
    if known:
        return known[0]
    if attribute.content == ContentClass.ADDRESS:
        return A
    return B if attribute.group in OF_BUSINESS else P


COLUMNS = tuple(
    dict.fromkeys(
        name
        for field in (*LISTED, *(w for party in PartyType for w in wanted_of(party)))
        for name in field.names
        if name != SOMEBODY
    )
)

# Column -> what may be wrong with it; of contacts the first three.
CHECKABLE = {
    "mobile": (Fault.DEAD_PHONE, Fault.WRONG_PERSON),
    "phone": (Fault.DEAD_PHONE, Fault.WRONG_PERSON),
    "email": (Fault.BOUNCED, Fault.WRONG_PERSON),
    "street": (Fault.RETURNED,),
    "usc_code": (Fault.INVALID_CODE,),
}
OF_CONTACTS = ("mobile", "phone", "email")


def fresh_groups(party_type: str, codes: Collection[str]) -> set[FreshGroup]:
    """The groups of facts that some answers belong to."""
    return {w.group for w in wanted_of(party_type) if w.code in codes}
