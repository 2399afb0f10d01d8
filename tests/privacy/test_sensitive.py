"""Sensitive information is off, sealed, read for a purpose, gone in time (A-21)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maizi.history.models import HistoryEntry
from maizi.kernel.errors import Refused
from maizi.privacy import actions, queries
from maizi.privacy.access import Sought
from maizi.privacy.actions import Enabling, Entered
from maizi.privacy.models import ImpactAssessment, SealKey, SensitiveValue
from maizi.search.models import SearchEntry
from tests.house import fresh

ID = "11010519491231002X"


def enabled(case, code="id_number", *, outcome="accepted", **changes):
    assessment = ImpactAssessment.objects.create(
        title="身份证", activity="签约核对", necessity="必要", impact="低", measures="加密",
        outcome=outcome, assessed_on=timezone.localdate(), assessor=case.officer,
    )  # fmt: skip
    told = {
        "purpose": case.purpose("sensitive"), "necessity": "签订分期合同须核对身份证，否则不能签",
        "retention_months": 6, "consent_text": "我同意为签约提供身份证号。",
        "assessment": assessment,
    } | changes  # fmt: skip
    return actions.enable_sensitive(code, Enabling(**told), by=fresh(case.officer))


def entered(case, text=ID, code="id_number", **given):
    field = enabled(case, code)
    consent = case.agree("sensitive", **given)
    return actions.put_value(
        case.row, field=field, entered=Entered(text, consent), by=fresh(case.officer)
    )


@pytest.mark.parametrize("changes, field", [
    ({"necessity": "要"}, "necessity"),
    ({"consent_text": ""}, "consent_text"),
    ({"retention_months": 0}, "retention_months"),
    ({"assessment": None}, "assessment"),
    ({"outcome": "rejected"}, "assessment"),
    ({"outcome": "open"}, "assessment"),
    ({"purpose": None}, "purpose"),
])  # fmt: skip
def test_nothing_is_enabled_without_its_reasons(case, changes, field):
    with pytest.raises(Refused) as refusal:
        enabled(case, **changes)
    assert refusal.value.field == field


def test_a_purpose_of_general_consent_does_not_do(case):
    with pytest.raises(Refused, match="单独同意"):
        enabled(case, purpose=case.purpose("marketing"))


def test_a_value_is_sealed_and_stands_nowhere_in_clear(case):
    row = entered(case)
    assert row.shown == "110***********002X"[:18].replace("***********", "*" * 11)
    assert ID not in row.sealed
    assert not SearchEntry.objects.filter(lines__contains=ID).exists()
    assert not HistoryEntry.objects.filter(changes_json__contains=ID).exists()
    assert not HistoryEntry.objects.filter(changes_json__contains="19491231").exists()


def test_it_is_read_for_a_purpose_that_is_kept(case):
    row, officer = entered(case), fresh(case.officer)
    with pytest.raises(Refused, match="用途"):
        actions.read_value(row, purpose=" ", by=officer)
    assert actions.read_value(row, purpose="核对签约身份", by=officer) == ID
    entry = HistoryEntry.objects.filter(object_id=case.row.pk, verb="查看敏感信息").get()
    assert (entry.actor_id, entry.reason) == (officer.pk, "核对签约身份")


def test_who_has_no_right_neither_reads_nor_writes(case):
    row, chen = entered(case), fresh(case.house.chen)  # masked
    with pytest.raises(Refused, match="权限"):
        actions.read_value(row, purpose="想看看身份证", by=chen)
    with pytest.raises(Refused, match="权限"):
        actions.put_value(case.row, field=row.field, entered=Entered(ID, row.consent), by=chen)


def test_without_his_own_consent_nothing_is_entered(case):
    field, mail = enabled(case), case.agree("marketing")
    officer = fresh(case.officer)
    with pytest.raises(Refused, match="单独同意"):
        actions.put_value(case.row, field=field, entered=Entered(ID, mail), by=officer)
    withdrawn = actions.withdraw_consent(case.agree("sensitive"), by=case.chen)
    with pytest.raises(Refused, match="单独同意"):
        actions.put_value(case.row, field=field, entered=Entered(ID, withdrawn), by=officer)


def test_children_need_their_guardian(case):
    with pytest.raises(Refused, match="监护人"):
        entered(case, "一儿一女", "children_under_14")
    field = queries.register()[4].field
    consent = case.agree("sensitive", guardian="赵敏敏", note="本人主动")
    told = Entered("一儿一女", consent)
    assert (
        actions.put_value(case.row, field=field, entered=told, by=fresh(case.officer)).shown
        == "一***"
    )


def test_a_wrong_number_is_refused(case):
    with pytest.raises(Refused):
        entered(case, "110105194912310021")


def test_what_is_off_takes_nothing(case):
    field = enabled(case)
    actions.disable_sensitive(field, reason="不再需要", by=fresh(case.officer))
    field.refresh_from_db()
    with pytest.raises(Refused, match="没有启用"):
        actions.put_value(
            case.row,
            field=field,
            entered=Entered(ID, case.agree("sensitive")),
            by=fresh(case.officer),
        )


def test_it_goes_when_its_time_is_over_or_the_consent_is_withdrawn(case):
    row = entered(case)
    now = timezone.now()
    assert actions.expire_values(now=now) == 0
    assert actions.expire_values(now=now + timedelta(days=200)) == 1
    row = entered(case, note="本人要求再登记")
    actions.withdraw_consent(row.consent, by=case.chen)
    assert actions.expire_values(now=now) == 1
    assert not SensitiveValue.objects.exists()


def test_keys_change_and_the_old_ones_are_gone(case):
    row = entered(case)
    old = row.key_id
    assert actions.rotate_keys(by=fresh(case.officer)) == 1
    row = SensitiveValue.objects.get()
    assert row.key_id != old and not SealKey.objects.filter(pk=old).exists()
    assert actions.read_value(row, purpose="核对签约身份", by=fresh(case.officer)) == ID


def test_a_sealed_value_copied_to_another_person_does_not_open(case):
    from cryptography.exceptions import InvalidTag

    row = entered(case)
    other = case.house.customer("王伟", party_type="individual")
    SensitiveValue.objects.filter(pk=row.pk).update(object_id=other.pk)
    row.refresh_from_db()
    with pytest.raises(InvalidTag):
        actions.read_value(row, purpose="核对签约身份", by=fresh(case.officer))


def test_people_are_found_by_the_hash_of_their_number(case):
    entered(case)
    found = queries.candidates(fresh(case.officer), Sought(number=ID))
    assert [one.row.pk for one in found] == [case.row.pk]


def test_a_merge_takes_wishes_and_sealed_values_along(case):
    row = entered(case)
    actions.block_contact(case.row, way="call", by=case.chen)
    other = case.house.customer("张三峰", party_type="individual")
    actions.carry_over("customers.customer", old=case.row.pk, new=other.pk)
    row = SensitiveValue.objects.get()
    assert row.object_id == other.pk
    assert actions.read_value(row, purpose="核对签约身份", by=fresh(case.officer)) == ID
    assert queries.standing_blocks(other).count() == 1
    assert queries.consents_of(other).count() == 1


def test_a_number_belongs_to_one_customer_alone(case):
    """A-12: the same id-number hash is the same person."""
    field = entered(case).field
    other = case.house.customer("欧阳明月", party_type="individual")
    consent = case.agree("sensitive", subject=other)
    with pytest.raises(Refused, match=f"“{case.row.name}”") as refusal:
        actions.put_value(other, field=field, entered=Entered(ID, consent), by=fresh(case.officer))
    assert refusal.value.field == "text"
    assert SensitiveValue.objects.count() == 1
    assert entered(case).object_id == case.row.pk  # its own again is no twin
