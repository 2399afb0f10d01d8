"""The ledger, the wishes, and the person's own page (PIPL 13–17, 条例 22)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maizi.customers.models import Customer
from maizi.history.models import HistoryEntry
from maizi.inbox.models import Notice
from maizi.kernel.errors import Refused
from maizi.privacy import actions
from maizi.privacy.models import Consent, ContactBlock, PersonRequest, PublicVisit
from maizi.privacy.queries import contact_rulings, declining, may_contact
from maizi.privacy.terms import Answer, Way
from tests.privacy.conftest import NAME


def ruling(case, way=Way.CALL, purpose="marketing"):
    return may_contact(case.row, way, purpose, now=timezone.now())


def test_silence_then_yes_then_withdrawn(case):
    assert ruling(case).code == "silent"
    consent = case.agree()
    assert ruling(case).is_allowed
    actions.withdraw_consent(consent, by=case.chen)
    again = actions.withdraw_consent(consent, by=case.chen)
    assert ruling(case).code == "refused"
    assert HistoryEntry.objects.filter(verb="撤回同意").count() == 1
    assert again.withdrawn_by == case.chen


def test_nobody_nags_within_180_days(case):
    case.agree(answer=Answer.REFUSED, at=timezone.now() - timedelta(days=10))
    with pytest.raises(Refused, match="不应再问"):
        case.agree()
    case.agree(note="本人打来电话说愿意")
    assert ruling(case).is_allowed


def test_what_needs_no_consent_is_not_asked(case):
    with pytest.raises(Refused, match="不需要"):
        case.agree("service")
    assert ruling(case, purpose="service").is_allowed


def test_a_wish_shows_on_page_and_list_and_ends_with_a_reason(case):
    block = actions.block_contact(case.row, way=Way.CALL, by=case.chen, reason="别打了")
    assert actions.block_contact(case.row, way=Way.CALL, by=case.chen) == block
    assert Customer.objects.get(pk=case.row.pk).is_blocked
    case.agree(note="本人主动")
    assert ruling(case).code == "blocked" and ruling(case, Way.MAIL).is_allowed
    with pytest.raises(Refused, match="为什么"):
        actions.lift_block(block, by=case.chen, reason="")
    actions.lift_block(block, by=case.chen, reason="本人来电要求恢复")
    assert ruling(case).is_allowed
    assert not Customer.objects.get(pk=case.row.pk).is_blocked


def test_the_wish_follows_the_number_into_another_record(case):
    """An import brings the same phone under another name."""
    actions.block_contact(case.row, way="", by=case.chen)
    again = case.house.customer("张君宝", mobile=case.row.mobile, party_type="individual")
    case.agree(subject=again, note="本人主动")
    assert may_contact(again, Way.CALL, "marketing", now=timezone.now()).code == "blocked"


def test_many_people_take_as_many_queries_as_one(case, django_assert_max_num_queries):
    ids = [case.house.customer(f"客户{n}", mobile=f"1390000000{n}", party_type="individual").pk
           for n in range(8)]  # fmt: skip
    actions.block_contact(case.row, way="", by=case.chen)
    with django_assert_max_num_queries(6):
        found = contact_rulings("customers.customer", ids=ids, way=Way.CALL, purpose="marketing",
                                now=timezone.now())  # fmt: skip
    assert {one.code for one in found.values()} == {"silent"}


class TestOwnPage:
    """No sign-in, a link that expires, nothing to guess."""

    def page(self, case):
        return reverse("privacy:mine", args=[actions.make_link(case.row, by=case.chen)])

    def test_he_sees_and_takes_back(self, case):
        consent, address, browser = case.agree(), self.page(case), Client()
        shown = browser.get(address)
        assert "营销信息" in shown.text and NAME not in shown.text
        assert shown.headers["Referrer-Policy"] == "same-origin"
        browser.post(address, {"consent": consent.pk})
        assert Consent.objects.get().withdrawn_at
        assert Notice.objects.filter(user=case.house.chen, event="privacy.withdrawn").exists()

    def test_he_says_no_and_asks(self, case):
        address, browser = self.page(case), Client()
        browser.post(address, {"way": "sms"})
        assert ContactBlock.objects.get().way == "sms"
        assert browser.post(address, {"way": "pigeon"}).status_code in (302, 422)
        browser.post(address, {"request_kind": "access", "reach": "z@example.com"})
        row = PersonRequest.objects.get()
        assert (row.requester, row.object_id) == (NAME, case.row.pk)

    def test_he_refuses_personal_offers_with_one_click(self, case):
        """PIPL 24: refusing is easy, and does not stop everything else."""
        address, browser = self.page(case), Client()
        assert "不要个性化推荐" in browser.get(address).text
        for _twice in range(2):
            browser.post(address, {"refuse": "push"})
        said = Consent.objects.get(purpose__code="push")
        assert (said.answer, said.obtained) == ("refused", "self")
        assert "不要个性化推荐" not in browser.get(address).text
        case.row.refresh_from_db()
        assert not case.row.is_blocked
        kind, ids, now = "customers.customer", [case.row.pk], timezone.now()
        assert declining(kind, ids, "push", now=now) == {case.row.pk}
        assert declining(kind, ids, "profile", now=now) == set()

    def test_the_consent_of_somebody_else_is_not_his(self, case):
        other = case.house.customer("王伟", party_type="individual")
        consent = case.agree(subject=other)
        assert Client().post(self.page(case), {"consent": consent.pk}).status_code == 404
        assert Consent.objects.get().withdrawn_at is None

    def test_wrong_old_and_ended_links_look_the_same(self, case):
        old, fresh_one = self.page(case), self.page(case)
        wrong = reverse("privacy:mine", args=["x" * 43])
        assert [Client().get(a).status_code for a in (old, wrong, fresh_one)] == [404, 404, 200]
        assert actions.link_for(
            fresh_one.split("/")[-2], now=timezone.now() + timedelta(days=31)
        ) is None  # fmt: skip

    def test_nobody_tries_often(self, case):
        now = timezone.now()
        PublicVisit.objects.bulk_create([PublicVisit(print=p, at=now) for p in ["x"] * 5])
        assert all(actions.may_visit("10.0.0.1") for _ in range(60))
        assert not actions.may_visit("10.0.0.1")
        assert actions.may_visit("10.0.0.2")
        assert actions.may_visit("10.0.0.1", now=now + timedelta(hours=2))
