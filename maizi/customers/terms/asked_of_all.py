"""What is asked about every customer: the needs and likings behind the archive questions (A-1)."""

from functools import partial

from maizi.kernel.privacy import FieldGroup
from maizi.kernel.texts import N_

from .attributes import Attribute
from .days import CareWish
from .profile import (
    AccountType,
    ArchiveQuestion,
    AttributeSort,
    ContentClass,
    Origin,
    ProfileGroup,
)

_contact = partial(
    Attribute, field_group=FieldGroup.CONTACT, question=ArchiveQuestion.REACH
)  # fmt: skip
_wish = partial(Attribute, group=ProfileGroup.DEMAND, origin=Origin.ATTITUDE)
_conduct = partial(
    Attribute, group=ProfileGroup.CONDUCT, sort=AttributeSort.COMPUTED, need=0,
    content=ContentClass.BEHAVIOUR,
)  # fmt: skip

NUMBERS = ("mobile", "phone", "email", "wechat")


def reach(group: ProfileGroup) -> tuple[Attribute, ...]:
    """Where and how to reach somebody: one number must be there, the others may."""
    return (
        _contact("mobile", N_("手机"), group, need=3, columns=NUMBERS),
        _contact("phone", N_("电话"), group, columns=("phone",)),
        _contact("email", N_("邮箱"), group, columns=("email",)),
        _contact("wechat", N_("微信"), group, columns=("wechat",)),
        _contact(
            "other_im", N_("其他联系方式"), group, hint=N_("QQ、钉钉、飞书、传真……"),
        ),
        _contact(
            "reach_times", N_("方便联系的时间"), group, field_group=FieldGroup.BASIC,
            hint=N_("工作日下午、不要周一上午……"),
        ),
        Attribute(
            "place", N_("所在地"), group, need=2, columns=("city", "district", "street"),
            question=ArchiveQuestion.REACH, content=ContentClass.ADDRESS,
        ),
    )  # fmt: skip


DEMAND = (
    _wish(
        "needs", N_("需求"), sort=AttributeSort.LONG_TEXT, need=3,
        question=ArchiveQuestion.NEEDS, hint=N_("想解决什么问题，要什么产品或服务"),
    ),
    _wish(
        "need_reasons", N_("需求的原因"), sort=AttributeSort.LONG_TEXT, need=2,
        question=ArchiveQuestion.WHY, hint=N_("为什么现在需要，不解决会怎样"),
    ),
    _wish(
        "consumption", N_("消费模式"), sort=AttributeSort.LONG_TEXT, need=2,
        origin=Origin.BEHAVIOUR, question=ArchiveQuestion.CONSUMPTION,
        content=ContentClass.BEHAVIOUR, hint=N_("什么时候买、多久一次、谁决定、怎样付款"),
    ),
    _wish(
        "delivery", N_("交付方式"), need=2, question=ArchiveQuestion.DELIVERY,
        hint=N_("自提、送货上门、安装调试、线上交付……"),
    ),
    _wish(
        "preferred_products", N_("偏好的产品"), need=2, question=ArchiveQuestion.PREFERENCE,
    ),
    _wish(
        "preferred_promotion", N_("偏好的促销"), question=ArchiveQuestion.PREFERENCE,
        hint=N_("折扣、赠品、延保、试用……"),
    ),
    _wish(
        "preferred_price", N_("可接受的价格"), question=ArchiveQuestion.PREFERENCE,
        hint=N_("价位、付款条件"),
    ),
    _wish(
        "account_type", N_("账户类型"), sort=AttributeSort.CHOICE, origin=Origin.PROFILE,
        choices=AccountType, content=ContentClass.FINANCE,
    ),
    _wish(
        "care_wish", N_("对问候的态度"), sort=AttributeSort.CHOICE, choices=CareWish,
        hint=N_("选“不希望被打扰”，重要日子就不再提醒"),
    ),
)  # fmt: skip

CONDUCT = (
    _conduct(
        "contacts_count", N_("近一年联系次数"), origin=Origin.BEHAVIOUR, is_quantitative=True,
    ),
    _conduct(
        "incoming_count", N_("其中客户主动"), origin=Origin.BEHAVIOUR, is_quantitative=True,
    ),
    _conduct("usual_channel", N_("最常用的方式"), origin=Origin.BEHAVIOUR),
    _conduct(
        "gap_days", N_("平均间隔（天）"), origin=Origin.DERIVED, is_quantitative=True,
    ),
)  # fmt: skip
