"""Archives of some customers of the demo company: needs, likings, people, provenance."""

import random
from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from maizi.accounts.models import User
from maizi.customers import actions
from maizi.customers.models import Contact, Customer, ImportantDay
from maizi.customers.rules import Provenance
from maizi.customers.terms import CareAction, DayKind, Festival, PartyType

MOST = 24
FESTIVALS = (Festival.SPRING, Festival.MID_AUTUMN, Festival.DRAGON_BOAT)
FIRMS = {
    "needs": [
        "两条产线要静音空压机",
        "仓库改造，要四台电动叉车",
        "老设备备件，一年两次大修",
    ],
    "need_reasons": [
        "环保检查要求降噪",
        "订单翻倍，搬运跟不上",
        "原厂停产，急找替代",
    ],
    "consumption": [
        "季度末集中采购，三家比价",
        "按月下单，月结",
        "先试用，再签年度协议",
    ],
    "delivery": ["送货到厂并安装调试", "自提，发货前一天电话通知", "分批送到两个仓库"],
    "preferred_products": ["静音型螺杆机", "国产一线品牌", "节能认证的型号"],
    "preferred_price": ["二十万以内主管可定", "看三年总成本，不只看单价"],
    "service_area": ["江浙沪", "河南全省", "本市及周边三县"],
    "main_products": ["注塑件、汽车内饰", "食品包装", "建筑机械配件"],
    "competitor_ties": ["和恒力有年度协议，明年三月到期", "主要用进口品牌，对国产有顾虑"],
    "purchase_route": ["车间提需求，设备部比价，总经理签字，约三周", "集团统一招标，一年一次"],
    "benefits": ["春节、中秋发礼品，每人三百元左右"],
    "problems": ["旧空压机能耗高，停机一次损失五万"],
    "founded_on": ["2008", "2012-06", "1999-03-18"],
    "organisation_form": ["limited", "joint_stock", "foreign"],
    "annual_sales": ["to_20m", "to_100m"],
    "attitude_to_us": ["active", "willing", "waiting"],
    "purchase_mode": ["enquiry", "tender", "framework"],
    "growth_potential": ["high", "medium"],
    "monthly_purchase": ["120000", "350000", "80000"],
    "our_share": ["15", "35", "60"],
    "account_type": ["monthly", "prepaid", "credit"],
}
PEOPLE = {
    "needs": ["给老房子装全屋净水", "门店要一台商用制冰机"],
    "need_reasons": ["孩子出生后更在意水质", "夏天生意翻倍，旧机器总坏"],
    "delivery": ["周末送货上门安装"],
    "birthday": ["农历八月十五", "1985-03-12", "农历1979年正月廿一", "7-26", "1990"],
    "traits": ["decisive", "careful", "warm"],
    "degree": ["bachelor", "college", "master"],
    "school": ["东南大学", "郑州大学"],
    "marital_status": ["married"],
    "hobbies": ["钓鱼", "羽毛球", "收藏紫砂壶"],
    "habits": ["不喝酒，爱喝绿茶", "早起跑步，晚上不接电话"],
    "sports": ["羽毛球", "马拉松"],
    "career_goals": ["三年内开第二家店"],
}
SOURCES = (
    Provenance("exhibition", "华东机电展", basis="contract"),
    Provenance("telephone", "采购经理电话中说的", basis="contract", is_verified=True),
    Provenance("referral", "老客户介绍", basis="consent"),
    Provenance("field", "到厂考察", basis="contract", is_verified=True),
)


def build_profiles(people: dict[str, User]) -> None:
    """Fill the archives of some customers that have an owner, and of their first contacts."""
    dice = random.Random(1949)
    rows = Customer.objects.filter(owner__isnull=False).select_related("owner").order_by("id")
    for number, row in enumerate(rows[:MOST]):
        is_person = row.party_type == PartyType.INDIVIDUAL
        _fill(dice, row, PEOPLE if is_person else FIRMS, share=0.9 - number / MOST * 0.6)
        contact = Contact.objects.filter(customer=row).first()
        if contact and not is_person:
            _fill(dice, contact, PEOPLE, share=0.5)
            actions.save_answers(row, {"chief": [str(contact.pk)]}, by=row.owner)
        _remember(dice, row)


def _remember(dice: random.Random, row: Customer) -> None:
    """A contract that ends soon, or a festival to send greetings on."""
    day = ImportantDay(customer=row, kind=DayKind.FESTIVAL, on=dice.choice(FESTIVALS).value)
    day.title, day.action = Festival(day.on).chinese, CareAction.GIFT
    if dice.random() < 0.5:
        end = timezone.localdate() + timedelta(days=dice.randint(2, 60))
        day = ImportantDay(customer=row, kind=DayKind.CONTRACT_END, on=end.isoformat())
        day.action, day.note = CareAction.RENEW, "年度供货协议"
    actions.save_day(day, by=row.owner)


def _fill(dice: random.Random, row: Customer | Contact, words: dict, *, share: float) -> None:
    owner = row.customer.owner if isinstance(row, Contact) else row.owner
    today = timezone.localdate()
    for source in SOURCES:
        chosen = [code for code in words if dice.random() < share / 2]
        answers = {code: [dice.choice(words[code])] for code in chosen}
        collected_on = today - timedelta(days=dice.randint(3, 400))
        provenance = replace(source, collected_on=collected_on)
        actions.save_answers(row, answers, by=owner, provenance=provenance)
