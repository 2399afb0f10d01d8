"""The screens of lists, grade changes, the desk; every read of one account for a purpose (M-5)."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from maizi.credit.models import CreditAccount
from maizi.customers.terms import KaStatus
from maizi.kernel.errors import Refused
from maizi.keyaccounts import actions
from maizi.keyaccounts.models import GradeChange, KeyAccount, Suggestion
from maizi.privacy.models import Opening

pytestmark = pytest.mark.django_db


def browser(person) -> Client:
    made = Client()
    made.force_login(person)
    return made


@pytest.fixture
def judged(lists):
    """A key account with bills, a grade, a list, and a change under way."""
    lists.bill("3000000", due=5, on=40, paid=0)
    lists.bill("20000", due=70, on=90)
    lists.graded()
    lists.review()
    return lists


def test_the_board_counts_what_the_list_shows(judged):
    shown = browser(judged.zong).get(reverse("keyaccounts:board")).content.decode()
    assert "黄名单" in shown and "3,020,000.00" in shown
    rows = browser(judged.zong).get(reverse("keyaccounts:keyaccount_list") + "?view=red")
    assert "名单" in rows.content.decode()


def test_one_account_is_read_for_a_purpose_that_is_kept(judged):
    """M-5: one of three purposes, logged; a salesperson reads nothing of it."""
    address, reader = judged.key.get_absolute_url(), browser(judged.du)
    asked = reader.get(address)
    assert asked.status_code == 302 and "/privacy/open/credit/" in asked["Location"]
    history = reverse("keyaccounts:keyaccount_history", args=[judged.key.pk])
    told_first = reader.get(history)
    assert told_first.status_code == 302 and "/privacy/open/credit/" in told_first["Location"]
    assert not Opening.objects.exists()
    done = reader.post(asked["Location"], {"purpose": "manage"})
    assert done["Location"] == address
    shown = reader.get(address).content.decode()
    for words in ("FP-5", "FP-70", "按时", "未按时", "50.00%", "信用等级B"):
        assert words in shown, words
    assert reader.get(history).status_code == 200
    log = browser(judged.wang).get(reverse("keyaccounts:uses")).content.decode()
    assert "杜部长" in log and "制定本单位的管理措施" in log
    assert browser(judged.du).get(reverse("keyaccounts:uses")).status_code == 403
    assert browser(judged.chen).get(address).status_code == 404


def test_the_desk_shows_where_the_money_stands(judged, django_assert_max_num_queries):
    CreditAccount.objects.update(grade_until_on=judged.today - timedelta(days=1))
    judged.candidate()
    with django_assert_max_num_queries(60):
        shown = browser(judged.wang).get(reverse("keyaccounts:desk")).content.decode()
    for words in ("等级到期", "谁在变坏", "集中度", "预期损失", "信用等级B 良", "20,000.00"):
        assert words in shown, words
    assert "360.00" in shown, "20,000 × 3 % × 60 %"
    cell = browser(judged.wang).get(reverse("keyaccounts:grades") + "?old=&new=b")
    assert "华宁科技有限公司" in cell.content.decode()


def test_a_change_from_the_screen(judged):
    """D-20: the refusals stand at their fields, nothing typed is lost."""
    office = browser(judged.qu)
    office.post(reverse("keyaccounts:propose", args=[judged.customer.pk]), {"reason": "付款变慢"})
    row = GradeChange.objects.get(state="candidate")
    address = reverse("keyaccounts:file", args=[row.pk])
    body = {"grade": "c", "limit_yuan": "10,000", "terms_days": "16", "reason": "付款变慢"}
    wrong = office.post(address, body)
    assert wrong.status_code == 422 and "最长账期是 15 天" in wrong.content.decode()
    below = office.post(address, body | {"terms_days": "15"})
    assert "低于已占用的 20,000.00 元" in below.content.decode()
    done = office.post(address, body | {"terms_days": "15", "is_below_known": "on"})
    assert done["Location"] == row.get_absolute_url()
    shown = office.get(row.get_absolute_url()).content.decode()
    assert "大区审核中" in shown and "大区当日审核" in shown
    assert browser(judged.chen).get(row.get_absolute_url()).status_code == 404


def test_the_customer_page_says_the_list_and_what_is_left(judged):
    page = browser(judged.chen).get(judged.customer.get_absolute_url()).content.decode()
    assert "黄名单" in page and "980,000.00" in page
    assert "赊账的新订单先要人批：有 20,000.00 元逾期未收，最长 70 天" in page, "as the gate says"


def test_suggestions_are_tracked_to_a_decision(lists):
    """D-40"""
    browser(lists.qu).post(reverse("keyaccounts:suggestion_new"), {"text": "C 的宽限改为 3 天"})
    row = Suggestion.objects.get()
    with pytest.raises(Refused, match="自己的建议"):
        actions.answer(row, is_taken=True, text="好", by=lists.qu)
    with pytest.raises(Refused, match="怎么做"):
        actions.answer(row, is_taken=True, text=" ", by=lists.wang)
    address = reverse("keyaccounts:answer", args=[row.pk])
    assert browser(lists.qu).get(address).status_code == 403
    browser(lists.wang).post(address, {"is_taken": "yes", "text": "下季度执行"})
    row.refresh_from_db()
    assert (row.state, row.decided_by) == ("taken", lists.wang)
    with pytest.raises(Refused, match="已经答复"):
        actions.answer(row, is_taken=False, text="不", by=lists.zong)
    assert "下季度执行" in browser(lists.qu).get(row.get_absolute_url()).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_the_same_number_of_queries(lists, count, django_assert_max_num_queries):
    for number in range(count):
        row = lists.house.customer(
            f"客户{number}有限公司", lists.house.chen, ka_status=KaStatus.KEY
        )
        KeyAccount.objects.create(customer=row, colour="red", amount_yuan=Decimal(number))
    reader = browser(lists.zong)
    reader.get(reverse("keyaccounts:board"))
    with django_assert_max_num_queries(32):
        reader.get(reverse("keyaccounts:keyaccount_list"))
    with django_assert_max_num_queries(32):
        reader.get(reverse("keyaccounts:board"))


def test_nothing_moves_by_looking(judged):
    before = judged.key.judged_at
    browser(judged.zong).get(reverse("keyaccounts:board"))
    assert judged.key.judged_at == before <= timezone.now()


def test_a_change_is_read_for_a_purpose_by_whoever_does_not_work_on_it(judged):
    """M-5: the district that fills it in makes what others use; a reader says what for."""
    row = judged.candidate()
    history = reverse("keyaccounts:gradechange_history", args=[row.pk])
    assert browser(judged.qu).get(row.get_absolute_url()).status_code == 200
    assert browser(judged.qu).get(history).status_code == 200
    reader = browser(judged.wang)
    for address in (row.get_absolute_url(), history):
        asked = reader.get(address)
        assert asked.status_code == 302 and "/privacy/open/credit/" in asked["Location"]
    reader.post(asked["Location"], {"purpose": "manage"})
    assert reader.get(row.get_absolute_url()).status_code == 200
    assert Opening.objects.get().user == judged.wang
    row = actions.file_change(row, judged.form(), by=judged.qu)
    assert browser(judged.du).get(history).status_code == 200, "he has it to review"
    assert browser(judged.qu).get(history).status_code == 200, "he applied"


def test_reasons_are_read_in_ones_own_language(judged):
    """What the house itself found is kept by its message; what a person wrote stays as it is."""
    CreditAccount.objects.update(grade_until_on=judged.today + timedelta(days=9))
    actions.propose_slice(today=judged.today)
    row = GradeChange.objects.get(trigger="overdue")
    actions.raise_by_hand(judged.customer, why="换了老板", by=judged.qu)
    row.refresh_from_db()
    assert row.why == "最长逾期 70 天；换了老板"
    with override("en"):
        assert row.words == "longest overdue 70 days; 换了老板"
    judged.bills(1, 5)
    judged.review()
    move = judged.again().key_account.moves.get(turn="demote")
    with override("en"):
        assert "obligations" in move.words and "按时" not in move.words
        assert move.reason.startswith(judged.customer.name) and "按时" in move.reason
