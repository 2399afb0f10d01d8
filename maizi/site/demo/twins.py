"""Twins of the demo company: a few to be merged, one merge to look at, one pair judged apart."""

from maizi.accounts.models import User
from maizi.customers import actions
from maizi.customers.models import Contact, Customer
from maizi.customers.terms import PartyType
from maizi.history.actions import recorded
from maizi.history.terms import Verb

# name as somebody wrote it again: how it differs from the first way of writing it
AGAIN = (
    ("苏州市同德精密机械有限公司", "苏州同德精密机械有限责任公司"),
    ("無錫恒通暖通工程有限公司", "无锡恒通暖通工程"),
    ("常州锦华电缆有限公司", "常州金华电缆有限公司"),
)
MERGED = ("南通海安纺织机械厂", "南通市海安纺织机械厂（老厂）")
CITIES = {
    "苏州": "苏州市", "無錫": "无锡市", "无锡": "无锡市", "常州": "常州市", "南通": "南通市",
    "徐州": "徐州市",
}  # fmt: skip
TWINS = {name for pair in AGAIN for name in pair}  # their merging waits for somebody who tries it
APART = ("徐州新源仓储有限公司", "徐州新源仓储有限公司连云港分公司")


def build_twins(people: dict[str, User]) -> None:
    """Customers written twice by colleagues who did not ask first."""
    sellers, boss = [people[name] for name in ("chenmo", "luoyi")], people["boss"]
    for names in AGAIN:
        first, second = (_made(name, seller) for name, seller in zip(names, sellers, strict=True))
        _contact(first, "钱国平", "13806120418", sellers[0])
        _contact(second, "钱国平", "13806120418", sellers[1])
    first, second = (_made(name, seller) for name, seller in zip(MERGED, sellers, strict=True))
    _contact(second, "沈惠芬", "13912200531", sellers[1])
    wish = actions.Wish([first.pk, second.pk], first.pk, reason="同一家厂，两个人各建了一次")
    actions.merge(wish, by=boss)
    pair = [_made(name, sellers[0]).pk for name in APART]
    actions.keep_apart(pair, by=boss)


def _made(name: str, seller: User) -> Customer:
    row = Customer(
        name=name, party_type=PartyType.ENTERPRISE, province="江苏省", city=CITIES.get(name[:2], "")
    )
    with recorded(row, Verb.CREATE, by=seller):
        leave = actions.Leave(is_confirmed=True)
        return actions.save_customer(row, Verb.CREATE, by=seller, leave=leave)


def _contact(customer: Customer, name: str, mobile: str, seller: User) -> None:
    actions.save_contact(Contact(customer=customer, name=name, mobile=mobile), by=seller)
