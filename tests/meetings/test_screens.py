"""The pages of a meeting, from the invitation to the last action (C-50)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from maizi.meetings import actions
from maizi.meetings.models import Action, Meeting

pytestmark = pytest.mark.django_db


def post(client, name: str, pk: int, **body):
    return client.post(reverse(f"meetings:{name}", args=[pk]), body)


def test_a_meeting_on_its_pages(gathering, house, client):  # C-50
    client.force_login(house.lin)
    start = timezone.localtime(timezone.now() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
    body = {"title": "回顾", "purpose": "定方案", "needed": "记录", "starts_at": start,
            "minutes": "60", "host": house.lin.pk, "customer": gathering.customer.pk}  # fmt: skip
    address = reverse("meetings:meeting_new")
    assert client.get(f"{address}?customer={gathering.customer.pk}").status_code == 200
    past = client.post(address, body | {"starts_at": "2020-01-01T10:00"})
    assert past.status_code == 422 and "已经过去" in past.content.decode()
    assert client.post(address, body).status_code == 302
    row = Meeting.objects.get()
    assert post(client, "people_add", row.pk).status_code == 422
    post(client, "people_add", row.pk, people=[house.chen.pk], guest="王方", email="")
    post(client, "points_add", row.pk, title="维修记录", minutes="20")
    text = client.get(row.get_absolute_url()).content.decode()
    assert "还没有送达" in text and "王方" in text
    assert post(client, "ready", row.pk).status_code == 422
    post(client, "send", row.pk)
    post(client, "person_handed", row.participants.get(guest="王方").pk)
    post(client, "ready", row.pk)
    post(client, "start", row.pk)
    people = list(row.participants.values_list("pk", flat=True))
    post(client, "attendance", row.pk, attended=people, spoke=people[:1])
    post(client, "summary", row.points.get().pk, summary="三次停机")
    post(client, "decisions_add", row.pk, text="换滤芯")
    post(client, "actions_add", row.pk, text="送滤芯")
    refused = post(client, "end", row.pk, conclusion="好")
    assert refused.status_code == 422 and "送滤芯" in refused.content.decode()
    post(client, "action", Action.objects.get().pk, act="cancel", note="改期")
    due = (timezone.localdate() + timedelta(3)).isoformat()
    post(client, "actions_add", row.pk, text="送滤芯", owner=house.chen.pk, due_on=due)
    assert post(client, "end", row.pk, conclusion="好").status_code == 302
    assert "换滤芯" in client.get(reverse("meetings:minutes", args=[row.pk])).content.decode()
    post(client, "send_minutes", row.pk)
    client.force_login(house.chen)
    assert "送滤芯" in client.get(row.get_absolute_url()).content.decode()
    assert post(client, "send_minutes", row.pk).status_code == 403
    post(client, "action", Action.objects.get(state="open").pk, act="done", note="已送")
    row.refresh_from_db()
    assert row.state == "closed"


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_for_one_and_three(
    gathering, house, client, count, django_assert_max_num_queries
):
    for number in range(count):
        gathering.meeting(title=f"第{number}次会")
    client.force_login(house.lin)
    client.get(reverse("meetings:meeting_list"))
    with django_assert_max_num_queries(25):
        text = client.get(reverse("meetings:meeting_list")).content.decode()
    assert all(f"第{number}次会" in text for number in range(count))


def test_a_meeting_asks_the_same_for_one_and_three(
    gathering, house, client, django_assert_max_num_queries
):
    row = gathering.over(gathering.chen, gathering.xu, gathering.lin)
    client.force_login(house.lin)
    client.get(row.get_absolute_url())
    with django_assert_max_num_queries(25):
        client.get(row.get_absolute_url())


def test_statistics_and_invitation(gathering, house, client):
    row = gathering.over(gathering.chen, due=0)
    actions.finish_action(row.actions.get(), by=gathering.chen)
    client.force_login(house.lin)
    text = client.get(reverse("meetings:follow_through")).content.decode()
    assert "100" in text and "林悦" in text
    answer = client.get(reverse("meetings:invitation", args=[row.pk]))
    assert answer["Content-Type"].startswith("text/calendar")
    assert answer.content.startswith(b"BEGIN:VCALENDAR")
    client.force_login(house.meng)
    assert client.get(row.get_absolute_url()).status_code == 404


def test_a_participant_who_does_not_see_the_customer_does_not_read_its_name(
    gathering, house, client
):
    row = gathering.meeting()
    actions.add_people(row, [house.meng], by=gathering.lin)
    client.force_login(house.meng)
    text = client.get(row.get_absolute_url()).content.decode()
    assert row.title in text and gathering.customer.name not in text
    listed = client.get(reverse("meetings:meeting_list")).content.decode()
    assert row.title in listed and gathering.customer.name not in listed
    history = client.get(reverse("meetings:meeting_history", args=[row.pk])).content.decode()
    assert gathering.customer.name not in history
