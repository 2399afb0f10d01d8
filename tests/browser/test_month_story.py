"""A month of a salesperson: from a stranger to a signed agreement, and every sheet fills itself
(B-4, B-30 to B-36, B-40, B-41, C-1, L-2 to L-4)."""

import re

import pytest
from django.utils import timezone

from .deals import agree, come_and_talk, fill, forward, moment, posts, propose, win

pytestmark = pytest.mark.browser
SELLER, LEAD = "chenmo", "linyue"
NAME, DEAL, TALK = "月度故事王老板", "两台变频空压机", "看了现场，管道要改"
MOBILE = "13655559901"
SHEETS = "/development/reports/"


def of_me(page) -> dict[str, float]:
    """The salesperson's own line of the statistics of this month, by column (L-4)."""
    page.goto(f"{SHEETS}statistics/?span=month")
    heads = page.locator("main thead th").all_inner_texts()
    line = page.locator("main tbody tr", has=page.locator("th", has_text="陈默"))
    cells = line.locator("th, td").all_inner_texts() if line.count() else ["0"] * len(heads)
    return {
        head: float(re.sub(r"[^\d.]", "", cell) or 0)
        for head, cell in zip(heads, cells, strict=True)
    }


def number_of(address: str) -> str:
    """The number of the record at an address."""
    return re.search(r"\d{6,}", address)[0]


def meet(page) -> tuple[str, str]:
    """A stranger becomes a customer with a deal that is to succeed this month: both addresses."""
    page.goto("/customers/new/")
    page.select_option("main [name=party_type]", "individual")
    fill(page, name=NAME, mobile=MOBILE)
    posts(page, "保存")
    customer = page.url
    page.goto(f"/development/opportunities/new/?customer={number_of(customer)}")
    today = timezone.localdate().isoformat()
    fill(page, name=DEAL, need="老机器一停就是半天", amount_yuan="260000", expected_on=today)
    posts(page, "保存")
    return customer, page.url


def report(seller, lead) -> None:
    """The report of the day wrote itself; what the superior says of it comes to him (L-3)."""
    today = timezone.localdate().isoformat()
    seller.goto(f"{SHEETS}report/?on={today}")
    told = seller.inner_text("main")
    assert "约好上午去看现场" in told and TALK in told
    me = seller.locator("select[name=who]").input_value()
    lead.goto(f"{SHEETS}report/?who={me}&on={today}")
    fill(lead, text="方案里加上节电测算")
    posts(lead, "发给本人")
    seller.goto(f"{SHEETS}report/?on={today}")
    assert "方案里加上节电测算" in seller.inner_text("main")


def test_a_month_of_a_salesperson(open_page, tmp_path):
    seller, lead, phone = open_page(SELLER), open_page(LEAD), open_page(SELLER, "/", "phone")
    before = of_me(seller)
    customer, deal = meet(seller)
    seller.goto(f"{SHEETS}plan/?span=month&who=me")
    assert NAME in seller.inner_text("main"), "what is to succeed this month stands in the plan"

    # A word on the telephone; the next stage asks for a visit, which the phone takes down.
    seller.goto(customer)
    seller.fill("[name=content]", "约好上午去看现场")
    posts(seller, "记下")
    assert "拜访" in forward(seller, deal)
    phone.goto(f"/development/visits/new/?customer={number_of(customer)}")
    fill(phone, purpose="看现场", planned_at=moment(40))
    posts(phone, "保存")
    assert "以前：和客户电话或当面谈过" in come_and_talk(phone, TALK)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")

    propose(seller, deal, tmp_path)
    forward(seller, deal)
    agree(seller, lead, deal)
    win(seller, deal)
    report(seller, lead)

    after = of_me(seller)
    grown = {name: after[name] - before.get(name, 0) for name in after}
    assert (grown["拜访"], grown["成交"], grown["新客户"]) == (1, 1, 1)
    assert (grown["成交金额"], grown["费用"]) == (260_000, 320)
    for page in (seller, lead, phone):
        assert not [one for one in page.problems if "422" not in one]
