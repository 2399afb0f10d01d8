"""The register of parameters (§O): values, units, caches, refusals, the screens."""

from decimal import Decimal

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from maizi.fields import access
from maizi.fields.access import Parameter, declare_parameter
from maizi.fields.actions import change_parameter, reset_parameter
from maizi.fields.models import ParameterValue
from maizi.fields.queries import parameter
from maizi.fields.rules import kept, read_value, shown, typed, value_from
from maizi.fields.terms import Section, Sort
from maizi.history.queries import entries_of
from maizi.kernel.errors import Refused

pytestmark = pytest.mark.django_db


def changed(code, *given, by, unit=None, reason="董事会决定"):
    return change_parameter(code, given=list(given), by=by, unit=unit, reason=reason)


def refused(code, *given, **more):
    with pytest.raises(Refused) as told:
        changed(code, *given, **more)
    return told.value


def test_every_default_is_what_its_own_field_takes():
    assert len(access.parameters()) > 45
    for one in access.parameters():
        assert read_value(one, typed(one, one.default)) == one.default, one.code
        assert value_from(one, kept(one.default)) == one.default, one.code
        assert shown(one, one.default)


def test_the_numbers_of_the_specification_stand():
    """§O, word by word where it names a number."""
    assert parameter("ka.list.thresholds") == (5_000_000, 2_000_000, 1_000_000, 500_000)
    assert parameter("ka.fulfil_min") == Decimal("0.75")
    assert [parameter(f"ka.change.{n}_days") for n in ("submit", "hq", "total")] == [3, 2, 7]
    assert parameter("ka.change.extension_max") == 1
    assert parameter("visit.followup_days") == 7
    assert parameter("complaint.first_response") == (30, 120, 240)
    assert parameter("credit.terms") == (60, 30, 15, 0)
    assert parameter("value.abc") == (Decimal("0.01"), Decimal("0.05"), Decimal("0.20"))
    assert parameter("approvals.expiry_hours") == 24
    assert parameter("verification.days") == (30, 60, 180, 365)
    assert parameter("sanbao.exchange_restarts_windows") is False


def test_a_value_holds_from_the_nearest_unit_upwards(house):
    changed("ka.change.submit_days", "5", by=house.admin)
    changed("ka.change.submit_days", "4", by=house.admin, unit=house.east)
    told = {u.name: parameter("ka.change.submit_days", u)
            for u in (house.hq, house.north, house.east, house.nanjing)}  # fmt: skip
    assert told == {"集团": 5, "华北大区": 5, "华东大区": 4, "南京销售部": 4}
    assert parameter("ka.change.submit_days") == 5


def test_going_back_is_recorded_and_holds_again_what_is_above(house):
    changed("ka.change.submit_days", "5", by=house.admin)
    row = changed("ka.change.submit_days", "4", by=house.admin, unit=house.east)
    reset_parameter(row, by=house.admin, reason="试行结束")
    assert parameter("ka.change.submit_days", house.nanjing) == 5
    row.refresh_from_db()
    again = changed("ka.change.submit_days", "6", by=house.admin, unit=house.east)
    assert again.pk == row.pk and parameter("ka.change.submit_days", house.nanjing) == 6
    lines = [(e.reason, e.changes["value"]) for e in entries_of(row)]
    assert lines == [("董事会决定", [None, 6]), ("试行结束", [4, None]), ("董事会决定", [None, 4])]


def test_reading_asks_once_and_twice_only_after_a_change(house, django_assert_num_queries):
    parameter("churn.floor")
    with django_assert_num_queries(1):
        assert parameter("churn.floor", house.nanjing) == 90
    changed("churn.floor", "100", by=house.admin)
    with django_assert_num_queries(2):
        assert parameter("churn.floor") == 100
    with django_assert_num_queries(1):
        assert parameter("credit.grace") == (15, 7, 0)


def test_what_was_rolled_back_is_not_remembered(house):
    changed("churn.floor", "100", by=house.admin)
    try:
        with transaction.atomic():
            changed("churn.floor", "110", by=house.admin)
            assert parameter("churn.floor") == 110
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    assert parameter("churn.floor") == 100
    changed("churn.floor", "120", by=house.admin)
    assert parameter("churn.floor") == 120


@pytest.mark.parametrize(
    ("code", "given", "field", "words"),
    [
        ("churn.floor", ["九十"], "value", "看不懂"),
        ("churn.floor", ["90.5"], "value", "整数"),
        ("churn.floor", [""], "value", "请填写"),
        ("churn.floor", ["0"], "value", "不能小于 1"),
        ("churn.floor", ["1e999"], "value", "看不懂"),
        ("churn.floor", ["NaN"], "value", "看不懂"),
        ("ka.fulfil_min", ["101"], "value", "不能大于 100"),
        ("retention.invoices_years", ["4"], "value", "不能小于 5"),  # X15
        ("call.most_a_day", ["6"], "value", "不能大于 5"),  # N-3
        ("call.recording_days", ["29"], "value", "不能小于 30"),  # X17
        ("credit.grade_cut", ["85", "85", "60"], "value_1", "小于前一档"),
        ("sla.radii", ["20", "50", "50"], "value_2", "大于前一档"),
        ("perf.weights", ["0.4", "0.3", "0.2"], "value_0", "0.9"),
        ("sla.arrive", "120 240 480 90 180 360 60 120 240 30 60 300".split(), "value_11", "越重"),
        ("sla.arrive", "120 110 480 90 100 360 60 90 240 30 60 120".split(), "value_1", "近处"),
        ("sanbao.sale_date_basis", ["whenever"], "value", "选项"),
        ("visit.followup_days", ["8"], "value", "固定"),
        ("ka.change.extension_max", ["2"], "value", "固定"),  # T-D4
    ],
)  # fmt: skip
def test_a_bad_value_is_refused_at_its_field(house, code, given, field, words):
    told = refused(code, *given, by=house.admin)
    assert told.field == field and words in str(told)
    assert not ParameterValue.objects.exists()


def test_a_reason_and_a_place_are_needed(house):
    assert refused("churn.floor", "80", by=house.admin, reason="  ").field == "reason"
    assert refused("churn.floor", "80", by=house.admin, unit=house.east).field == "unit"


def test_typing_is_read_as_people_type(house):
    changed("ka.fulfil_min", "80%", by=house.admin)
    assert parameter("ka.fulfil_min") == Decimal("0.8")
    changed("ka.list.thresholds", "1,000", "300", "120.5", "60", by=house.admin)
    assert parameter("ka.list.thresholds")[::2] == (10_000_000, 1_205_000)


def test_two_apps_cannot_declare_the_same_code():
    known = access.parameter_of("churn.floor")
    declare_parameter(known)
    with pytest.raises(ValueError, match="declared twice"):
        declare_parameter(Parameter("churn.floor", "别的", Section.CARE, Sort.INTEGER, 1))
    with pytest.raises(LookupError):
        parameter("no.such.code")


def visit(person, name, *args, **query):
    browser = Client()
    browser.force_login(person)
    return browser.get(reverse(name, args=args), query)


def test_the_register_is_searched_and_says_where_a_number_comes_from(house):
    changed("churn.floor", "100", by=house.admin)
    page = visit(house.admin, "fields:parameters").content.decode()
    assert page.count("<tr>") > 45 and "S003§11.4" in page and "已修改" in page
    found = visit(house.admin, "fields:parameters", q="流失 D").content.decode()
    assert "churn.floor" not in found
    found = visit(house.admin, "fields:parameters", q="流失", own="1").content.decode()
    assert "churn.floor" in found and "churn.k" not in found


def test_a_change_through_the_screen_and_its_history(house):
    browser = Client()
    browser.force_login(house.admin)
    address = reverse("fields:parameter", args=["sla.radii"])
    given = {"value_0": "30", "value_1": "20", "value_2": "90", "reason": "新网点"}
    answer = browser.post(address, given)
    assert answer.status_code == 422 and "必须大于前一档" in answer.content.decode()
    answer = browser.post(address, given | {"value_1": "60", "unit": house.east.pk})
    assert answer.status_code == 302
    page = browser.get(address).content.decode()
    assert "近 30 / 中 60 / 远 90" in page and "华东大区" in page and "新网点" in page
    row = ParameterValue.objects.get()
    browser.post(reverse("fields:parameter_reset", args=[row.pk]), {"reason": "撤了"})
    assert parameter("sla.radii", house.nanjing) == (20, 50, 100)
    assert "撤了" in browser.get(address).content.decode()


def test_a_fixed_one_shows_no_form(house):
    page = visit(house.admin, "fields:parameter", "visit.followup_days").content.decode()
    assert "不允许修改" in page and 'name="reason"' not in page


def test_the_list_costs_the_same_however_much_is_set(house, django_assert_max_num_queries):
    for code in ("churn.floor", "churn.single", "credit.grace"):
        changed(code, *(["99"] if "." in code and "churn" in code else ["9", "8", "1"]),
                by=house.admin)  # fmt: skip
    browser = Client()
    browser.force_login(house.admin)
    browser.get(reverse("fields:parameters"))
    with django_assert_max_num_queries(8):
        browser.get(reverse("fields:parameters"))
