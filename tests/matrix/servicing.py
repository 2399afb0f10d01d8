"""Service tickets of the scene, with a body for everything that can be done to them."""

from datetime import timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from maizi.catalog.models import Category
from maizi.fields.actions import add_keeper, print_document
from maizi.kit.models import SavedView
from maizi.service import actions
from maizi.service.models import (
    Article,
    EmergencyPlan,
    Engineer,
    FollowUp,
    Incident,
    PreventivePlan,
    ServicePoint,
    Skill,
    Ticket,
    WorkOrder,
)
from maizi.service.queries import sheet_template
from maizi.service.terms import Mode, OrderState, Severity, State
from tests.house import fresh

KINDS = ("ticket", "servicepoint", "engineer", "article", "emergencyplan", "preventiveplan")


class Servicing:
    """A ticket of chen's customer that boss looks after and that was given to boss as engineer."""

    def __init__(self, house, customer):
        boss = fresh(house.boss)
        self.family = Category.objects.create(name="风机", path_name="风机", path="/1/")
        self.other = Category.objects.create(name="阀门", path_name="阀门", path="/2/")
        self.point = ServicePoint.objects.create(
            name="南京网点", latitude=Decimal("32.06"), longitude=Decimal("118.79")
        )
        self.engineer = Engineer.objects.create(user=boss, point=self.point)
        Skill.objects.create(engineer=self.engineer, category=self.family)
        row = Ticket(customer=customer, family=self.family, title="停机", symptom="停了三次",
                     phone="13912340002", contact_name="王芳")  # fmt: skip
        row = actions.open_ticket(row, by=fresh(house.chen), owner=boss)
        found = actions.Triage(severity=Severity.SERIOUS, mode=Mode.ON_SITE, note="要上门")
        row = actions.triage(row, found, by=boss)
        self.order = WorkOrder.objects.create(
            ticket=row, engineer=self.engineer, state=OrderState.ACCEPTED, asked_at=timezone.now()
        )
        Ticket.objects.filter(pk=row.pk).update(
            state=State.ACCEPTED, engineer=boss, arrived_at=timezone.now()
        )
        self.ticket = row
        self.keeper = add_keeper(house.hq, by=house.admin)
        filed = print_document(sheet_template(), row=row, by=boss, is_filed=True)
        self.copy = filed.copies.get()
        self.follow = FollowUp.objects.create(ticket=row, due_on=timezone.localdate())
        self.incident = Incident.objects.create(
            ticket=row, person=house.meng, kind="careless", text="马虎", rule="安装规范第三条",
            raised_by=house.lin, raised_at=timezone.now(),
        )  # fmt: skip
        self.article = Article.objects.create(
            title="停机怎么办", symptom="停机", body="一、断电", author=house.lin
        )
        self.emergency = EmergencyPlan.objects.create(
            family=self.family, chain="方致远 13800000000", kit="轴承"
        )
        self.plan = PreventivePlan.objects.create(
            name="半年保养", family=self.family, checklist="听声音", owner=boss
        )
        self.views = {
            name: SavedView.objects.create(kind=f"service.{name}", owner=house.chen, name="我的")
            for name in KINDS
        }


def argument(scene, url: str, name: str):
    """A value for an argument of a route; None where the matrix knows better."""
    own = scene.servicing
    if not url.startswith("service:"):
        return None
    found = {
        "verb": "depart" if url == "service:step" else "note",
        "what": "next" if url == "service:article_to" else "go_on",
        "incident": own.incident.pk, "follow": own.follow.pk,
    }  # fmt: skip
    return found.get(name)


def _nothing(s) -> dict:
    return {}


def _export(s) -> dict:
    return {"reason": "月报", "format": "csv"}


def _view(s) -> dict:
    return {"name": "新视图"}


def _taken(s) -> dict:
    return {
        "type": "repair", "channel": "phone", "contact_name": "李明", "phone": "13700001111",
        "symptom": "不转了", "severity": "general",
    }  # fmt: skip


def _edited(s) -> dict:
    return {
        "type": "repair", "channel": "phone",
        "title": "又停机", "symptom": "停了四次", "family": s.servicing.family.pk,
    }  # fmt: skip


def _matrix(s) -> dict:
    cells = {f"radius_{at}": km for at, km in enumerate((20, 50, 90))}
    cells |= {f"response_{at}": one for at, one in enumerate((30, 20, 10, 5))}
    arrive = (120, 240, 480, 90, 180, 360, 60, 120, 240, 30, 60, 120)
    cells |= {f"arrive_{at}": one for at, one in enumerate(arrive)}
    cells |= {f"restore_{at}": one for at, one in enumerate((60, 240, 720))}
    return cells | {"always_2": "on", "always_3": "on", "reason": "新网点"}


def _point(s) -> dict:
    return {"name": "苏州网点", "latitude": "31.3", "longitude": "120.6", "is_active": "on"}


def _engineer(s) -> dict:
    return {"user": s.house.boss.pk, "point": s.servicing.point.pk, "most_jobs": 4}


def _article(s) -> dict:
    return {"title": "异响", "symptom": "响", "body": "紧固"}


def _emergency(s) -> dict:
    return {"family": s.servicing.other.pk, "chain": "何 138", "kit": "泵", "most_minutes": 30}


def _plan(s) -> dict:
    return {
        "name": "季度保养", "family": s.servicing.family.pk, "months": 3, "scope": "all",
        "lead_days": 7, "checklist": "看", "owner": s.house.boss.pk,
    }  # fmt: skip


def _duty(s) -> dict:
    since = timezone.localtime()
    return {"kind": "off", "since": f"{since:%Y-%m-%dT%H:%M}",
            "until": f"{since + timedelta(hours=8):%Y-%m-%dT%H:%M}"}  # fmt: skip


BODIES = {
    "service:ticket_new": _taken,
    "service:ticket_edit": _edited,
    "service:act": lambda s: {"text": "记一笔"},
    "service:carry": _nothing,
    "service:add_file": lambda s: {"file": SimpleUploadedFile("b.png", s.seal)},
    "service:step": _nothing,
    "service:part": lambda s: {"product": s.shelf.part.pk, "quantity": 1},
    "service:conduct": lambda s: {"kept_polite": "on", "score_polite": "5"},
    "service:result": lambda s: {"text": "好了"},
    "service:decide": lambda s: {"penalty": "警告"},
    "service:follow_up": lambda s: {"is_fine": "yes"},
    "service:place": lambda s: {
        "ticket": s.servicing.ticket.pk, "engineer": s.servicing.engineer.pk, "hour": ""},
    "service:promises_edit": _matrix,
    "service:skills": lambda s: {"family_0": s.servicing.family.pk},
    "service:duties": _duty,
    "service:article_to": _nothing,
    "service:servicepoint_new": _point,
    "service:servicepoint_edit": _point,
    "service:engineer_new": _engineer,
    "service:engineer_edit": _engineer,
    "service:article_new": _article,
    "service:article_edit": _article,
    "service:emergencyplan_new": _emergency,
    "service:emergencyplan_edit": _emergency,
    "service:preventiveplan_new": _plan,
    "service:preventiveplan_edit": _plan,
    "fields:keepers": lambda s: {"unit": s.unit.pk},
    "fields:keeper_retire": _nothing,
    "fields:filed_check": _nothing,
}  # fmt: skip
for _kind in KINDS:
    BODIES[f"service:{_kind}_export"] = _export
    BODIES[f"service:{_kind}_save_view"] = _view
    BODIES[f"service:{_kind}_remove_view"] = _nothing
RECORDS = {
    "service:": lambda s: s.servicing.ticket,
    "service:servicepoint": lambda s: s.servicing.point,
    "service:engineer": lambda s: s.servicing.engineer,
    "service:skills": lambda s: s.servicing.engineer,
    "service:duties": lambda s: s.servicing.engineer,
    "service:article": lambda s: s.servicing.article,
    "service:emergencyplan": lambda s: s.servicing.emergency,
    "service:preventiveplan": lambda s: s.servicing.plan,
    "fields:keeper": lambda s: s.servicing.keeper,
    "fields:filed": lambda s: s.servicing.copy,
}
