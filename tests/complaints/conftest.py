"""People who take complaints down, handle, supervise and advise; a complaint at will."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maizi.complaints import actions
from maizi.complaints.models import Cause, Complaint, Door
from maizi.complaints.rules.shares import Planned, Proposal, Share
from maizi.complaints.terms import RemedySort, Topic, Validity, Way
from maizi.history.actions import recorded
from tests.house import fresh


class Desk:
    """The complaint desk of the house: wu takes down and handles, he supervises, yu advises."""

    def __init__(self, house):
        self.house = house
        self.unit = house._unit("客户服务部", house.hq, "department")
        self.wu = self._person("wu", "吴小涵", self.unit, "complaint_officer")
        self.li = self._person("li", "李工", self.unit, "complaint_officer")
        self.he = self._person("he", "何主管", house.hq, "service_supervisor")
        self.yu = self._person("yu", "于法务", house.hq, "legal_counsel")
        self.group = self._person("jiandu", "监督员", house.hq, "supervision_group")
        for one in (self.wu, self.li):
            one.superior = self.he
            one.save()
        self.he.superior = house.boss
        self.he.save()
        actions.seed_approvals()
        actions.seed_causes()
        self.cause = Cause.objects.get(name="检验漏检")
        self.customer = house.customer("南京同创电子有限公司", house.chen, mobile="13912345678")

    def _person(self, username, name, unit, role):
        return self.house.person(username, name, unit, role)

    def received(self, *, by=None, owner=None, **values) -> Complaint:
        """A complaint that was taken down."""
        given = {
            "customer": self.customer, "complainant": "王芳", "phone": "13912345678",
            "category": "product", "title": "空压机反复停机", "words": "一周停了三次。",
            "harm": "inconvenience", "demand": "换一台",
        } | values  # fmt: skip
        row, self.token = actions.receive(Complaint(**given), by=fresh(by or self.wu), owner=owner)
        return row

    def answered(self, row, **values):
        """The first contact that reached the customer."""
        given = {
            "topic": Topic.ANSWER, "way": Way.PHONE, "text": "很抱歉，我来查。",
            "script": ("warm", "sorry", "note", "help"),
        } | values  # fmt: skip
        return actions.log_contact(row, actions.Contact(**given), by=fresh(self.owner(row)))

    def owner(self, row):
        return fresh(Complaint.objects.get(pk=row.pk).owner)

    def proposed(self, row, amount=200, **values):
        """From the appraisal to the plan."""
        by = self.owner(row)
        actions.appraise(row, validity=Validity.UPHELD, text="三次停机属实", by=by)
        actions.investigate(row, findings="风扇轴承磨损，保养漏检", needs_field=False, by=by)
        share = Share(self.unit.pk, 100, self.cause.pk, self.li.pk)
        actions.fix_responsibility(row, shares=[share], has_recourse=False, by=by)
        remedies = [
            Planned(RemedySort.REPAIR), Planned(RemedySort.COMPENSATION, amount, "误工补偿")
        ]  # fmt: skip
        promised_on = timezone.localdate() + timedelta(2)
        proposal = Proposal(tuple(remedies), "换风扇总成并补偿", "三包规定第 11 条", promised_on)
        return actions.propose(row, proposal, by=by)

    def executing(self, row, **values):
        """The same with every opinion agreeing."""
        self.proposed(row, **values)
        case = actions.submit_plan(row, reason="建议照此处理", judge=self.he, by=self.owner(row))
        agree_all(case)
        return Complaint.objects.get(pk=row.pk)

    def confirming(self, row):
        """The same, carried out and told."""
        row = self.executing(row)
        self.answered(row, topic=Topic.PLAN, text="很抱歉，方案是这样。")
        actions.note_agreement(row, is_agreed=True, text="同意", by=self.owner(row))
        for remedy in row.remedies.all():
            actions.do_remedy(remedy, by=self.owner(row))
        return actions.finish(row, result="已更换，运行正常", by=self.owner(row))


def agree_all(case) -> None:
    """Everybody whose turn it is agrees, until the case is over."""
    from maizi.approvals import actions as approvals
    from maizi.approvals.models import Seat

    for _step in range(10):
        case.refresh_from_db()
        seat = Seat.objects.filter(step__case=case, state="open").select_related("person").first()
        if seat is None:
            return
        approvals.agree(case, by=fresh(seat.person), digest=case.digest)


@pytest.fixture
def desk(house) -> Desk:
    return Desk(house)


@pytest.fixture
def door(desk) -> Door:
    row = Door(name="投诉受理", owner=desk.wu, hotline="400-820-1188")
    with recorded(row, "create", by=fresh(desk.he)):
        actions.save_door(row, "create", by=fresh(desk.he))
    return row
