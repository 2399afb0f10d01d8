"""A person's request to the end: identity first, in time, reasons for a no (PIPL 44–50)."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.utils import timezone

from maizi.clocks.queries import latest_clock
from maizi.fields.actions import print_document
from maizi.fields.queries import used_templates
from maizi.inbox.models import Todo
from maizi.kernel.errors import Refused
from maizi.privacy import actions, queries
from maizi.privacy.access import REQUEST_CLOCK, Sought
from maizi.privacy.actions import Asked
from maizi.privacy.terms import RequestKind, RequestState, Way
from tests.house import fresh
from tests.privacy.conftest import MOBILE, NAME
from tests.privacy.test_sensitive import ID, entered


def asked(case, kind=RequestKind.ACCESS, subject=None, **given):
    told = Asked(request_kind=kind, requester=NAME, reach=MOBILE, relation="self")
    return actions.receive_request(told, by=fresh(case.officer), subject=subject, **given)


def verified(case, kind=RequestKind.ACCESS):
    return actions.verify_request(asked(case, kind, case.row), how="回拨登记的手机",
                                  by=fresh(case.officer))  # fmt: skip


def test_it_has_fifteen_days_and_a_to_do(case):
    row = asked(case)
    clock = latest_clock(row, REQUEST_CLOCK)
    last_day = queries.last_moment(clock.due_at).date()
    assert (last_day - timezone.localdate()).days == 15
    assert Todo.objects.get(owner=case.officer, source="privacy.request").state == "open"
    done = actions.refuse_request(row, answer="查无此人，我们没有您的信息。", by=case.officer)
    assert done.state == RequestState.REFUSED
    assert Todo.objects.get(owner=case.officer, source="privacy.request").state == "done"
    assert latest_clock(row, REQUEST_CLOCK).state == "met"


def test_identity_comes_first(case):
    row = asked(case, subject=case.row)
    with pytest.raises(Refused, match="先核实"):
        actions.fulfil_request(row, answer="好的", by=case.officer)
    with pytest.raises(Refused, match="怎样核实"):
        actions.verify_request(row, how="", by=case.officer)


def test_a_refusal_says_why(case):
    with pytest.raises(Refused, match="说明理由"):
        actions.refuse_request(asked(case), answer="不", by=case.officer)


def test_what_is_closed_stays_closed(case):
    row = actions.fulfil_request(verified(case), answer="已提供副本。", by=case.officer)
    with pytest.raises(Refused, match="已经办结"):
        actions.refuse_request(row, answer="反悔了不行", by=case.officer)


def test_a_deletion_of_nobody_is_not_fulfilled(case):
    row = actions.verify_request(
        asked(case, RequestKind.DELETION), how="回拨登记的手机", by=case.officer
    )
    with pytest.raises(Refused, match="先找到"):
        actions.fulfil_request(row, answer="已删除", by=case.officer)


def test_it_does_not_arrive_tomorrow(case):
    with pytest.raises(Refused, match="不能晚于"):
        asked(case, at=timezone.now() + timedelta(days=1))


def test_restriction_stops_every_use(case):
    actions.fulfil_request(verified(case, RequestKind.RESTRICTION), answer="已限制。",
                           by=case.officer)  # fmt: skip
    later = timezone.now()
    assert queries.may_contact(case.row, Way.CALL, "service", now=later).code == "stopped"


def test_the_copy_is_whole_and_machines_read_it(case):
    case.agree()
    package = queries.package_of(verified(case))
    told = json.loads(queries.as_json(package))
    assert told["chapters"]["基本资料"][0]["手机"] == MOBILE
    assert {"联系人", "地址", "跟进记录", "同意记录"} <= told["chapters"].keys()
    lines = list(csv.reader(io.StringIO(queries.as_csv(package).lstrip("\ufeff"))))
    assert ["基本资料", "1", "手机", MOBILE] in lines


def test_sensitive_values_need_a_second_person(case):
    entered(case)
    row = verified(case)
    assert ID not in queries.as_json(queries.package_of(row))
    with pytest.raises(Refused, match="另一位"):
        actions.allow_sensitive(row, by=case.officer)
    second = case.house.person("second", "钱二", case.house.hq, "privacy_officer")
    row = actions.allow_sensitive(row, by=second)
    assert ID in queries.as_json(queries.package_of(row))


def test_the_copy_is_a_document_too(case):
    row = verified(case)
    (template,) = [t for t in used_templates("privacy.personrequest") if t.name == "个人信息副本"]
    made = print_document(template, row=row, by=fresh(case.officer))
    assert made.file.media_type == "application/pdf" and made.file.size_bytes > 1_000


def test_candidates_are_found_by_number(case):
    found = queries.candidates(fresh(case.officer), Sought(number=MOBILE))
    assert [one.row for one in found] == [case.row]
