"""Screens: intake while talking, verbs, boards, telephone, promises, map, knowledge (F-2 … F-5)."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from maizi.accounts.actions import NewPassword, change_password
from maizi.fields.queries import parameter
from maizi.service import actions, queries
from maizi.service.models import Article, Engineer, Ticket, WorkOrder
from maizi.service.terms import ArticleState, Mode, OrderState, Severity, State
from tests.house import fresh

from .conftest import now

pytestmark = pytest.mark.django_db


def signed(person) -> Client:
    """A browser in which somebody signed in as people do."""
    change_password(person, NewPassword("xiaomai-2026-test"), by=None)
    client = Client()
    client.post("/account/sign-in/", {"username": person.username, "password": "xiaomai-2026-test"})
    return client


@pytest.fixture
def wu(service) -> Client:
    return signed(service.wu)


def _typed(**more) -> dict:
    return {
        "type": "repair", "channel": "phone", "phone": "139 1234 5678", "contact_name": "王芳",
        "symptom": "停机三次，报警 E12", "severity": "serious", "latitude": "31.95",
        "longitude": "118.85",
    } | more  # fmt: skip


def _article(service, **values) -> Article:
    given = {
        "title": "空压机报警 E12 停机", "family": service.family, "symptom": "报警 E12，反复停机",
        "body": "一、断电。\n二、清洗滤芯。", "state": ArticleState.PUBLISHED,
    } | values  # fmt: skip
    return Article.objects.create(**given)


def test_while_talking_customer_piece_and_knowledge_appear(service, wu):
    """F-2: by the whole number or the serial; warranty, open tickets, articles beside them."""
    row, article = service.taken(), _article(service)
    address = reverse("service:take_found")
    page = wu.get(address, {"phone": "13912345678", "symptom": "报警E12停机"}).content.decode()
    assert service.customer.name in page and "BK75-0188" in page and row.no in page
    assert "保修期内" in page and article.title in page
    page = wu.get(address, {"serial": "bk75-0188"}).content.decode()
    assert service.customer.name in page
    assert service.customer.name not in wu.get(address, {"phone": "1391234"}).content.decode()


def test_a_restricted_customer_is_not_given_away(service, wu):
    hidden = service.house.customer("机密单位", service.house.xu, is_restricted=True)
    service.piece.customer = hidden
    service.piece.save()
    page = wu.get(reverse("service:take_found"), {"serial": "BK75-0188"}).content.decode()
    assert "机密单位" not in page and "BK75-0188" not in page


def test_taken_down_while_talking_leads_to_triage(service, wu):
    typed = _typed(customer=service.customer.pk, serial="BK75-0188")
    answer = wu.post(reverse("service:ticket_new"), typed)
    row = Ticket.objects.get()
    address = reverse("service:act", args=[row.pk, "triage"])
    assert answer.status_code == 302 and answer.headers["Location"] == address
    assert row.unit == service.piece and row.phone == "13912345678"
    page = wu.get(address).content.decode()
    assert "请客户把现象说完" in page
    found = {"signs": ["danger"], "severity": "critical", "mode": "on_site", "note": "冒烟"}
    assert wu.post(address, found).status_code == 302
    assert now(row).state == State.TRIAGED and now(row).signs == ["danger"]


def test_what_was_typed_is_not_lost(service, wu):
    answer = wu.post(reverse("service:ticket_new"), _typed(serial="没有这台", title="我的标题"))
    assert answer.status_code == 422 and "没有找到这个序列号" in answer.content.decode()
    assert "我的标题" in answer.content.decode() and not Ticket.objects.exists()


def test_the_page_of_a_ticket_shows_what_comes_next(service, wu):
    row = service.triaged(severity=Severity.CRITICAL)
    page = wu.get(row.get_absolute_url()).content.decode()
    assert "没有启用的应急预案" in page and "到场" in page
    supervisor = signed(service.he)
    page = supervisor.get(reverse("service:act", args=[row.pk, "assign"])).content.decode()
    assert page.index("赵技师") < page.index("钱技师") and "公里" in page


@pytest.mark.parametrize("count", [1, 3])
def test_pages_ask_the_same_however_many(service, wu, count):
    """A constant number of queries for list, boards and telephone, with 1 and 3 rows."""
    rows = [service.triaged() for _at in range(count)]
    for row in rows:
        actions.assign(row, engineer=service.first, by=fresh(service.he))
    supervisor, engineer = signed(service.he), signed(service.zhao)
    addresses = [
        (wu, reverse("service:ticket_list"), 60), (supervisor, reverse("service:board"), 45),
        (supervisor, reverse("service:dispatch"), 45), (engineer, reverse("service:mine"), 40),
    ]  # fmt: skip
    for client, address, most in addresses:
        client.get(address)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert client.get(address).status_code == 200
        counted.setdefault(address, len(asked))
        assert len(asked) <= min(most, counted[address] + 1), (address, len(asked))


counted: dict[str, int] = {}


def test_dropping_a_card_gives_it_to_the_engineer(service):
    """F-5: drag to plan; what cannot be is refused with why, as a toast."""
    row, client = service.triaged(), signed(service.he)
    tomorrow = timezone.localdate() + timedelta(1)
    given = {"ticket": row.pk, "engineer": service.second.pk, "hour": 10, "on": tomorrow}
    assert client.post(reverse("service:place"), given).status_code == 302
    order = WorkOrder.objects.get()
    assert order.engineer == service.second and timezone.localtime(order.since).hour == 10
    page = client.get(reverse("service:dispatch"), {"on": tomorrow}).content.decode()
    assert row.title in page
    service.first.skills.all().delete()
    answer = client.post(reverse("service:place"), given | {"engineer": service.first.pk})
    assert "不会修这类产品" in answer.content.decode()
    yesterday = timezone.localdate() - timedelta(1)
    answer = client.post(reverse("service:place"), given | {"on": yesterday})
    assert "已经过去" in answer.content.decode()


def test_the_engineers_telephone(service):
    """Steps with moment and place, parts, conduct, result, confirmation (F-14)."""
    row, client = service.accepted(), signed(service.zhao)
    assert row.title in client.get(reverse("service:mine")).content.decode()
    field = reverse("service:field", args=[row.pk])
    assert "出发" in client.get(field).content.decode()
    ms = int(timezone.now().timestamp() * 1000)
    for verb in ("depart", "arrive", "work"):
        told = {"at_ms": ms, "latitude": "31.951", "longitude": "118.851"}
        answer = client.post(reverse("service:step", args=[row.pk, verb]), told)
        assert answer.status_code == 302, verb
    part = {"product": service.part.pk, "quantity": "1", "token": "one"}
    assert client.post(reverse("service:part", args=[row.pk]), part).status_code == 302
    many = part | {"quantity": "99", "token": "two"}
    answer = client.post(reverse("service:part", args=[row.pk]), many)
    assert answer.status_code == 422
    marks = {"kept_polite": "on", "score_polite": "5", "kept_clean": "on", "score_clean": "4"}
    assert client.post(reverse("service:conduct", args=[row.pk]), marks).status_code == 302
    assert row.conduct.filter(is_kept=True).count() == 2
    result = {"text": "换滤芯", "fault_code": "堵塞停机", "field": "1"}
    assert client.post(reverse("service:result", args=[row.pk]), result).status_code == 302
    assert "客户已确认" in client.get(field).content.decode()
    told = {"who": "王芳", "score": "5", "text": ""}
    client.post(reverse("service:act", args=[row.pk, "confirm"]), told)
    assert now(row).state == State.CONFIRMED
    assert row.orders.get().state == OrderState.DONE


def test_another_engineer_does_not_see_it(service):
    row = service.accepted()
    client = signed(service.qian)
    assert client.get(reverse("service:field", args=[row.pk])).status_code == 404
    assert client.get(reverse("service:dispatch")).status_code == 403


def test_remote_help_ends_at_the_desk(service, wu):
    row = service.triaged(mode=Mode.REMOTE)
    assert "远程解决" in wu.get(row.get_absolute_url()).content.decode()
    answer = wu.post(reverse("service:result", args=[row.pk]), {"text": "重启后正常"})
    assert answer.status_code == 302 and now(row).state == State.RESTORED


def _cells(**more) -> dict:
    matrix = queries.matrix_for()
    found = {f"radius_{at}": km for at, km in enumerate(matrix.radii_km)}
    found |= {f"response_{at}": one for at, one in enumerate(matrix.response_minutes)}
    found |= {f"arrive_{at}": one for at, one in enumerate(matrix.arrive_minutes)}
    found |= {f"restore_{at}": one for at, one in enumerate(matrix.restore_minutes)}
    found |= {f"always_{at}": "on" for at, one in enumerate(matrix.round_the_clock) if one}
    return found | {"reason": "新网点投用"} | more


def test_the_matrix_is_typed_checked_and_kept_with_its_reason(service):
    """F-4: a table that is not monotone is refused at its cell; versions say who and why."""
    client, address = signed(service.head), reverse("service:promises_edit")
    answer = client.post(address, _cells(arrive_6=100))
    page = answer.content.decode()
    assert answer.status_code == 422 and "“严重·近”的到场时限 100 分钟" in page
    assert client.post(address, _cells()).status_code == 422
    assert client.post(address, _cells(arrive_6=50, arrive_9=20)).status_code == 302
    assert parameter("sla.arrive")[6] == 50
    page = client.get(reverse("service:promises")).content.decode()
    assert "新网点投用" in page and "heat-1" in page and "50 分钟" in page
    assert signed(service.wu).post(address, _cells(arrive_6=55)).status_code == 403


def test_the_matrix_of_one_unit(service):
    client = signed(service.head)
    address = reverse("service:promises_edit") + f"?unit={service.house.east.pk}"
    assert client.post(address, _cells(response_3=3)).status_code == 302
    assert queries.matrix_for(service.house.nanjing).response_minutes[3] == 3
    assert queries.matrix_for().response_minutes[3] == 5
    assert queries.own_matrix_units() == [service.house.east]


def test_an_article_is_reviewed_by_another(service):
    """F-54: draft, reviewed, published; only what is published is offered."""
    article = _article(service, state=ArticleState.DRAFT, author=service.he)
    writer, other = signed(service.he), signed(service.head)
    address = reverse("service:article_to", args=[article.pk, "next"])
    assert "另一位同事审核" in writer.post(address).content.decode()
    assert not queries.articles_for(fresh(service.wu), text="E12 停机")
    other.post(address)
    writer.post(address)
    assert now(article).state == ArticleState.PUBLISHED
    assert queries.articles_for(fresh(service.wu), text="机器停机了，E12") == [article]
    assert not queries.articles_for(fresh(service.wu), text="漏水")
    assert article.title in writer.get(article.get_absolute_url()).content.decode()


def test_an_engineer_has_skills_and_hours(service):
    client = signed(service.head)
    page = client.get(service.first.get_absolute_url()).content.decode()
    assert "赵技师" in page and "空压机" in page
    twice = {"family_0": service.family.pk, "family_1": service.family.pk}
    answer = client.post(reverse("service:skills", args=[service.first.pk]), twice)
    assert answer.status_code == 422 and "写了两次" in answer.content.decode()
    since = timezone.localtime() - timedelta(hours=1)
    leave = {"kind": "off", "since": since, "until": since + timedelta(hours=9), "note": "体检"}
    leave = {name: f"{value:%Y-%m-%dT%H:%M}" if hasattr(value, "hour") else value
             for name, value in leave.items()}  # fmt: skip
    client.post(reverse("service:duties", args=[service.first.pk]), leave)
    found = queries.ranked_for(service.triaged())
    told = {one.candidate.id: one.bar for one in found}
    assert "不当班" in told[service.first.pk] and told[service.second.pk] is None


def test_only_who_may_work_on_site_becomes_an_engineer(service):
    client = signed(service.head)
    given = {"user": service.wu.pk, "point": service.nanjing.pk, "most_jobs": 3}
    answer = client.post(reverse("service:engineer_new"), given)
    assert answer.status_code == 422 and "上门服务" in answer.content.decode()
    assert Engineer.objects.count() == 2


def test_the_customers_page_shows_his_tickets(service):
    row = service.taken()
    client = signed(service.house.chen)
    page = client.get(service.customer.get_absolute_url()).content.decode()
    assert "1 张工单未结束" in page
    answer = client.get(reverse("customers:tab", args=[service.customer.pk, "service-tickets"]))
    assert row.title in answer.content.decode()


def test_facts_are_amended_and_the_place_found_anew(service, wu):
    row = service.taken(latitude=None, longitude=None)
    assert row.band == "" and row.point is None
    address = reverse("service:ticket_edit", args=[row.pk])
    given = {
        "contact_name": "王芳", "phone": "13912345678",
        "type": "repair", "title": "停机", "symptom": row.symptom, "channel": "phone",
        "latitude": "31.30", "longitude": "120.60",
        "product": row.product_id, "place": "苏州",
    }  # fmt: skip
    answer = wu.post(address, given)
    told = re.findall(r'class="error" id="[^"]*">[^<]*', answer.content.decode())
    assert answer.status_code == 302, told
    row = now(row)
    assert row.point == service.suzhou and row.km < Decimal(10)
