"""Opening receivables and receipts out of sheets."""

from decimal import Decimal

import pytest

from maizi.credit.models import Entry
from maizi.credit.pages import IMPORTS
from tests.customers.importing import lead

pytestmark = pytest.mark.django_db


def sheet(ledger, content: str, *, posts: str = "opening"):
    return lead(content, by=ledger.fin, kind=IMPORTS, name="期初.csv", posts=posts)


def test_opening_receivables_come_in_and_go_back(ledger):
    text = (
        "客户名称,期初应收,单据日期,到期日期,发票号,备注\n"
        f'华宁科技有限公司,"1,200.50",{ledger.day(-60)},{ledger.day(-30)},FP-7,旧账\n'
        f"华宁科技有限公司,-100,{ledger.day(-60)},,FP-8,预付\n"
        f"没有的客户,5,{ledger.day(-60)},,FP-9,\n"
        f"华宁科技有限公司,7,{ledger.day(-60)},,FP-7,\n"
        f"华宁科技有限公司,0,{ledger.day(-60)},,FP-6,\n"
        f"华宁科技有限公司,7,{ledger.day(5)},,FP-5,\n"
    )
    led = sheet(ledger, text).check()
    assert not Entry.objects.exists()
    led.bring()
    assert led.counts() == (2, 0, 0, 4), led.told()
    assert ledger.sums()["receivable"] == "1200.50" and ledger.sums()["unapplied"] == "100.00"
    assert Entry.objects.get(number="FP-7").due_on == ledger.day(-30)
    told = "\n".join(led.told())
    assert "没有找到客户" in told and "已经记过账" in told
    again = sheet(ledger, text).check().bring()
    assert again.counts()[0] == 0, "the same sheet twice posts nothing twice"
    led.undo()
    assert ledger.sums()["receivable"] == ledger.sums()["unapplied"] == "0.00"
    assert Entry.objects.count() == 4, "posted back, not deleted"


def test_receipts_pay_the_oldest(ledger):
    bill = ledger.bill("500", on=-40, due=-10)
    text = (
        "对方户名,收入金额,交易日期,流水号,收款方式\n"
        f"华宁科技有限公司,300,{ledger.day(-3)},L-1,微信\n"
        f"华宁科技有限公司,400,{ledger.day(-2)},L-2,对公\n"
        f"华宁科技有限公司,-4,{ledger.day(-2)},L-3,对公\n"
    )
    led = sheet(ledger, text, posts="receipt").check().bring()
    assert led.counts() == (2, 0, 0, 1), led.told()
    assert ledger.sums()["receivable"] == "0.00" and ledger.sums()["unapplied"] == "200.00"
    assert Entry.objects.get(number="L-1").way == "wechat"
    assert bill.amount_yuan == Decimal(500)
    led.undo()
    assert ledger.sums()["receivable"] == "500.00" and ledger.sums()["unapplied"] == "0.00"
