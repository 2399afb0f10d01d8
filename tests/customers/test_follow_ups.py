"""Follow-ups in full: who took part, files, mentions, phrases, what is asked after (C-1)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maizi.customers import actions, rules
from maizi.customers.actions import Beside
from maizi.customers.models import Activity, Contact, Phrase, ProfileValue, Tag
from maizi.customers.queries import files_of, phrases_of, promises_due, with_next_step
from maizi.customers.terms import Channel
from maizi.files.models import Attachment
from maizi.inbox.models import Notice
from maizi.kernel.errors import Refused
from tests.house import fresh

WEBM = (
    b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm"
    + bytes(60)
)


@pytest.mark.once
@pytest.mark.parametrize(("text", "found"), [
    ("@许晴 请寄样品", ["许晴"]), ("@许晴@许晴晴 一起", ["许晴", "许晴晴"]), ("＠林悦", ["林悦"]),
    ("a@许晴.com", ["许晴"]), ("许晴", []), ("@没有这人", []), ("@许晴，@许晴", ["许晴"]),
    ("@", []),
])  # fmt: skip
def test_whom_a_text_calls(text, found):
    assert rules.mentioned_in(text, ["许晴", "许晴晴", "林悦"]) == found


@pytest.mark.once
def test_how_information_comes_in_follows_the_way_of_the_contact():
    assert rules.collected_by("phone") == Channel.TELEPHONE
    assert rules.collected_by("visit") == Channel.FIELD
    assert rules.collected_by("im") == Channel.OTHER


@pytest.mark.django_db
def test_a_follow_up_keeps_everything_that_came_with_it(house):
    """C-1"""
    row, chen = house.customer("南京华宁机电有限公司"), fresh(house.chen)
    contact = Contact.objects.create(customer=row, name="王海燕")
    tag = Tag.objects.create(name="有意向")
    voice = SimpleUploadedFile("语音 0′12″.webm", WEBM)
    given = Beside([contact], [house.lin], [tag], [voice], [house.meng])
    activity = Activity(customer=row, at=timezone.now(), signals="问了两次交期",
                        content="看了样机 @林悦 请安排试用")  # fmt: skip
    actions.log_activity(activity, by=chen, beside=given)
    stored = Activity.objects.get()
    assert [c.name for c in stored.contacts.all()] == ["王海燕"]
    assert list(stored.colleagues.all()) == [house.lin] and list(stored.tags.all()) == [tag]
    (one,) = files_of([stored])[stored.pk]
    assert (one.file.media_type, one.file.name) == ("audio/webm", "语音 0′12″.webm")
    # lin sees the customer and hears of it; meng does not
    assert [n.user for n in Notice.objects.filter(event="customers.mentioned")] == [house.lin]
    told, left = actions.people_to_tell(stored, given, by=chen)
    assert (told, left) == ([house.lin], [house.meng])


@pytest.mark.django_db
def test_what_is_refused_leaves_nothing_behind(house):
    row, chen = house.customer("南京华宁机电有限公司"), fresh(house.chen)
    for uploads in (
        [SimpleUploadedFile("x.exe", b"MZ" + bytes(100))],
        [SimpleUploadedFile("x.mkv", WEBM.replace(b"webm", b"matr"))],
        [SimpleUploadedFile(f"{n}.txt", b"text") for n in range(10)],
    ):
        activity = Activity(customer=row, at=timezone.now(), content="看样机")
        with pytest.raises(Refused):
            actions.log_activity(activity, by=chen, beside=Beside(uploads=uploads))
    assert not Activity.objects.exists() and not Attachment.objects.exists()


@pytest.mark.django_db
def test_phrases_are_ones_own(house):
    chen, xu = fresh(house.chen), fresh(house.xu)
    assert len(phrases_of(chen)) == 5
    actions.save_phrase(" 已寄样品 ", by=chen)
    actions.save_phrase("已寄样品", by=chen)
    assert phrases_of(chen) == ["已寄样品"] and len(phrases_of(xu)) == 5
    for wrong in ("  ", "长" * 201):
        with pytest.raises(Refused):
            actions.save_phrase(wrong, by=chen)
    for number in range(29):
        actions.save_phrase(f"第 {number} 句", by=chen)
    with pytest.raises(Refused):
        actions.save_phrase("再一句", by=chen)
    client = Client()
    client.force_login(xu)
    phrase = Phrase.objects.first()
    assert client.post(reverse("customers:remove_phrase", args=[phrase.pk])).status_code == 404


@pytest.mark.django_db
def test_after_a_follow_up_the_three_emptiest_fields_are_asked_in_place(house):
    """A-34"""
    row, client = house.customer("南京华宁机电有限公司", mobile="13812345678"), Client()
    client.force_login(house.chen)
    address = reverse("customers:activities", args=[row.pk])
    sent = {"content": "电话聊了半小时", "channel": "phone", "direction": "outgoing"}
    answer = client.post(address, sent)
    assert answer.status_code == 302 and "logged=" in answer["Location"]
    text = client.get(answer["Location"].partition("#")[0]).content.decode()
    assert text.count('name="asked"') == 3
    assert all(f'name="asked" value="{code}"' in text for code in ("usc_code", "industry", "needs"))
    # filled there, its provenance is the call; the page comes back
    chosen = reverse("customers:profile_card", args=[row.pk, "chosen"])
    given = {"asked": ["industry", "needs"], "industry": "trade", "needs": "空压机",
             "from_channel": "telephone", "next_page": f"/customers/{row.pk}/#stream"}  # fmt: skip
    assert client.post(chosen, given)["Location"] == f"/customers/{row.pk}/#stream"
    row.refresh_from_db()
    assert row.industry == "trade"
    assert ProfileValue.objects.get(attribute="needs").channel == "telephone"
    # nobody else is asked by that address, and no other activity
    client.force_login(house.lin)
    text = client.get(answer["Location"].partition("#")[0]).content.decode()
    assert 'name="asked"' not in text


@pytest.mark.django_db
def test_a_refused_follow_up_comes_back_as_a_whole_page(house):
    row, client = house.customer("南京华宁机电有限公司"), Client()
    client.force_login(house.chen)
    address = reverse("customers:activities", args=[row.pk])
    wrong = {
        "content": "电话",
        "channel": "phone",
        "direction": "outgoing",
        "next_on": "2020-01-01",
    }
    answer = client.post(address, wrong)
    assert answer.status_code == 422 and b"<html" in answer.content
    part = client.post(address, wrong, headers={"HX-Request": "true"})
    assert (
        part.status_code == 422 and b"<html" not in part.content and b"2020-01-01" in part.content
    )


@pytest.mark.django_db
def test_colleagues_are_searched_for_and_none_is_listed_unasked(house):
    """Speed: a company of two thousand does not come with every customer."""
    row, client = house.customer("南京华宁机电有限公司"), Client()
    client.force_login(house.chen)
    text = client.get(reverse("customers:customer", args=[row.pk])).content.decode()
    assert "林悦" not in text.split('name="colleagues"')[1].split("</select>")[0]
    found = client.get(reverse("kit:choices", args=["accounts.user"]), {"q": "林"})
    assert "林悦" in found.content.decode()
    address = reverse("customers:activities", args=[row.pk])
    sent = {"channel": "visit", "direction": "outgoing", "content": "", "at": "2026-01-05T10:00",
            "colleagues": [house.lin.pk, "x", 10**30], "mentioned": [house.xu.pk]}  # fmt: skip
    text = client.post(address, sent).content.decode()
    for name, person in (("colleagues", house.lin), ("mentioned", house.xu)):
        options = text.split(f'name="{name}"')[1].split("</select>")[0]
        assert f'<option value="{person.pk}" selected>{person.name}</option>' in options
    good = sent | {"content": "看了样机", "colleagues": [house.lin.pk, house.chen.pk]}
    client.post(address, good)
    assert list(Activity.objects.get().colleagues.all()) == [house.lin], "oneself is understood"


@pytest.mark.django_db
def test_today_tells_the_next_step(house, django_assert_num_queries):
    row, chen = house.customer("南京华宁机电有限公司"), fresh(house.chen)
    today = timezone.localdate()
    activity = Activity(customer=row, at=timezone.now(), content="谈妥", next_step="寄合同",
                        next_on=today)  # fmt: skip
    actions.log_activity(activity, by=chen)
    promised = promises_due(chen, today)
    with django_assert_num_queries(1):
        assert [c.next_step for c in with_next_step(promised)] == ["寄合同"]
    client = Client()
    client.force_login(house.chen)
    assert "寄合同" in client.get(reverse("desk:today")).content.decode()
