"""The pages for strangers: nothing to guess, nothing for free, nothing not theirs (E-10)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maizi.complaints import access, actions
from maizi.complaints.models import Complaint
from maizi.kernel import riddles
from maizi.privacy.actions.riddles import print_of
from maizi.privacy.models import SpentRiddle
from tests.house import fresh
from tests.matrix.scene import SEAL
from tests.puzzles import solved

pytestmark = pytest.mark.django_db


def _told(**more) -> dict:
    return {"complainant": "李先生", "phone": "13800138000", "category": "service",
            "harm": "inconvenience", "words": "没人来修"} | more  # fmt: skip


@pytest.fixture
def no_hurry(monkeypatch):
    monkeypatch.setattr(riddles, "TOO_FAST_SECONDS", 0)


def test_a_stranger_complains_and_follows(desk, door, no_hurry):
    """E-10: public form, receipt at once, a page of his own, nothing guessable."""
    stranger = Client()
    address = reverse("complaints:tell", args=[door.code])
    page = stranger.get(address)
    assert page.status_code == 200 and "400-820-1188" in page.content.decode()
    given = _told(**solved(page.content.decode()))
    picture = SimpleUploadedFile("a.png", SEAL)
    answer = stranger.post(address, given | {"files": picture})
    assert answer.status_code == 302
    row = Complaint.objects.get()
    assert row.channel == "web" and row.owner == desk.wu and row.recorder is None
    follow = answer.headers["Location"]
    assert str(row.pk) not in follow and row.no not in follow
    page = stranger.get(follow)
    text = page.content.decode()
    assert row.no in text and "李先生" not in text, "his name is masked: the link may be elsewhere"
    assert page.headers["Referrer-Policy"] == "same-origin"
    answer = stranger.post(follow, solved(text) | {"text": "昨天又停了"})
    assert answer.status_code == 302
    assert row.entries.filter(kind="customer", text="昨天又停了").exists()


def test_each_riddle_counts_once(desk, door, no_hurry):
    stranger, address = Client(), reverse("complaints:tell", args=[door.code])
    given = _told(**solved(stranger.get(address).content.decode()))
    assert stranger.post(address, given).status_code == 302
    again = stranger.post(address, given)
    assert again.status_code == 422 and "没人来修" in again.content.decode()
    assert Complaint.objects.count() == 1


def test_only_so_many_a_day_from_one_place(desk, door, no_hurry):
    stranger, address = Client(), reverse("complaints:tell", args=[door.code])
    place = print_of(access.PUBLIC_FORM, "127.0.0.1")
    for number in range(5):
        SpentRiddle.objects.create(
            form="complaints", digest=str(number), print=place, at=timezone.now()
        )
    given = _told(**solved(stranger.get(address).content.decode()))
    answer = stranger.post(address, given)
    assert answer.status_code == 422 and not Complaint.objects.exists()


def test_without_the_riddle_nothing_comes_in(desk, door):
    stranger, address = Client(), reverse("complaints:tell", args=[door.code])
    assert stranger.post(address, _told()).status_code == 422
    assert not Complaint.objects.exists() and not SpentRiddle.objects.exists()


@pytest.mark.parametrize(
    ("name", "content"), [("x.png", b"<script>alert(1)</script>"), ("x.jpg", b"MZ\x90\x00" * 50)]
)
def test_uploads_are_judged_by_what_they_are(desk, door, no_hurry, name, content):
    stranger, address = Client(), reverse("complaints:tell", args=[door.code])
    given = _told(**solved(stranger.get(address).content.decode()))
    answer = stranger.post(address, given | {"files": SimpleUploadedFile(name, content)})
    assert answer.status_code == 422 and not Complaint.objects.exists()


def test_a_named_colleague_does_not_get_it(desk, door, no_hurry):
    stranger, address = Client(), reverse("complaints:tell", args=[door.code])
    given = _told(about="吴小涵", **solved(stranger.get(address).content.decode()))
    stranger.post(address, given)
    row = Complaint.objects.get()
    assert row.about_person == desk.wu and row.owner != desk.wu


def test_secrets_that_open_nothing_all_look_the_same(desk, door):
    stranger = Client()
    row = desk.received()
    for token in ("x" * 43, desk.token[:-1] + "!", desk.token[:-1], str(row.pk)):
        assert stranger.get(reverse("complaints:follow", args=[token])).status_code == 404
    assert stranger.get(reverse("complaints:tell", args=["nope"])).status_code == 404
    assert stranger.get(reverse("complaints:follow", args=[desk.token])).status_code == 200
    fresh_token = actions.renew_link(row, by=fresh(desk.wu))
    assert stranger.get(reverse("complaints:follow", args=[desk.token])).status_code == 404
    assert stranger.get(reverse("complaints:follow", args=[fresh_token])).status_code == 200


def test_the_customer_is_not_satisfied_and_says_so(desk):
    row = desk.confirming(desk.received())
    stranger, address = Client(), reverse("complaints:follow", args=[desk.token])
    assert "满意" in stranger.get(address).content.decode()
    stranger.post(address, {"again": "1", "reason": "又停了"})
    row.refresh_from_db()
    assert row.state == "reopened" and row.owner == desk.he


def test_the_customer_is_satisfied_and_says_so(desk):
    row = desk.confirming(desk.received())
    Client().post(reverse("complaints:follow", args=[desk.token]), {"satisfied": "1"})
    row.refresh_from_db()
    assert row.satisfied == "yes"


def test_the_public_page_knows_nothing_of_doubt(desk):
    row = desk.received()
    actions.suspect(row, evidence="录音三段：索要五万元", by=fresh(desk.wu))
    actions.note(row, "此人可疑", by=fresh(desk.wu))
    page = Client().get(reverse("complaints:follow", args=[desk.token])).content.decode()
    assert "恶意" not in page and "可疑" not in page
