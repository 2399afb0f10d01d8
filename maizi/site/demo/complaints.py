"""Complaints of the demo company: a year of them, and two stories that are still being told."""

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from django.utils import timezone

from maizi.accounts.actions import appoint
from maizi.accounts.models import Appointment, OrgUnit, Role, User
from maizi.approvals.actions import agree
from maizi.approvals.models import Seat
from maizi.catalog.models import Product
from maizi.complaints import actions
from maizi.complaints.actions.course import locked, move
from maizi.complaints.actions.proposing import approved
from maizi.complaints.models import Analysis, Cause, Complaint, Door, Improvement
from maizi.complaints.rules.shares import Planned, Proposal, Share
from maizi.complaints.terms import Answer, EntryKind, PauseReason, RemedySort, Topic, Validity, Way
from maizi.customers.models import Customer
from maizi.history.actions import recorded
from maizi.history.terms import Verb

from . import grievances as told

POSTS = (  # who, role, unit of the post
    ("wuhan", "service_supervisor", "丰谷机电"), ("yuning", "legal_counsel", "丰谷机电"),
    ("hejing", "supervision_group", "丰谷机电"), ("tangwei", "complaint_officer", "江苏区域"),
)  # fmt: skip


def build_complaints(people: dict[str, User]) -> None:
    """Two ways to complain, two dozen closed complaints, ten open ones, an improvement."""
    _posts(people)
    desk = Desk({name: User.objects.get(pk=row.pk) for name, row in people.items()})
    desk.doors()
    desk.past()
    desk.improve()
    desk.open()
    desk.malicious()


def _posts(people: dict[str, User]) -> None:
    roles = {role.code: role for role in Role.objects.filter(code__in=[p[1] for p in POSTS])}
    units = {unit.name: unit for unit in OrgUnit.objects.all()}
    for name, role, unit in POSTS:
        appoint(Appointment(user=people[name], role=roles[role], unit=units[unit]), by=None)


class Desk:
    """The complaint desk: who takes down, who handles, what is known."""

    def __init__(self, people: dict[str, User]):
        self.people, self.dice = people, Random(7)
        self.wu, self.boss = people["wuhan"], people["boss"]
        self.causes = {row.name: row for row in Cause.objects.all()}
        self.products = {row.model: row for row in Product.objects.exclude(model="")}
        self.units = {row.name: row for row in OrgUnit.objects.all()}
        rows = Customer.objects.filter(pool=None, is_restricted=False, ka_status="none")
        self.customers = list(rows.order_by("pk")[:60])
        self.now = timezone.now()

    def doors(self) -> None:
        """A hotline with the form, and a line past the service department (E-10)."""
        for name, sort, owner, hotline in (
            ("投诉受理热线", "service", self.wu, "400-820-1188"),
            ("总经理监督专线", "supervision", self.boss, "025-5888-6600"),
        ):
            row = Door(name=name, sort=sort, owner=owner, hotline=hotline)
            with recorded(row, Verb.CREATE, by=self.boss):
                actions.save_door(row, Verb.CREATE, by=self.boss)

    def taken(self, case: tuple, at: datetime, **values) -> Complaint:
        """A complaint that was taken down at a moment."""
        category, model, harm, title, words, demand, *_rest = case
        customer = values.pop("customer", None) or self.dice.choice(self.customers)
        row = Complaint(
            customer=customer, complainant=self.dice.choice(told.CALLERS), phone=customer.mobile,
            category=category, product=self.products.get(model), harm=harm, title=title,
            words=words, demand=demand, received_at=at,
            channel=self.dice.choice(("phone", "phone", "im", "visit", "centre")), **values,
        )  # fmt: skip
        owner = values.get("owner") or self.wu
        row = actions.receive(row, by=self.wu, owner=owner)[0]
        row.entries.filter(kind=EntryKind.RECEIPT).update(at=at)
        return row

    def contact(self, row, text: str, at: datetime, topic=Topic.ANSWER) -> None:
        script = ("warm", "note", "help", "sorry")
        words = actions.Contact(topic=topic, way=Way.PHONE, text=text, script=script,
                                is_public=topic == Topic.PLAN, is_confirmed=True)  # fmt: skip
        actions.log_contact(row, words, by=self.wu, at=at)

    def walk(
        self, row: Complaint, *, case: tuple, start: datetime, to: str, is_judged: bool = False
    ) -> Complaint:
        """From the first answer on, as far as `to`.

        is_judged  opinions are given by people; what lies far back has them summed up
        """
        cause, unit, findings, plan, sort, amount = case[6:12]
        by, hour = self.wu, timedelta(hours=1)
        self.contact(row, "很抱歉给您添麻烦，情况已记下，今天查清楚再回您。", start + hour / 3)
        if to == "answered":
            return row
        actions.appraise(row, validity=Validity.UPHELD, text="记录与现场一致，属实", by=by,
                         facts=case[4], at=start + 2 * hour)  # fmt: skip
        actions.investigate(row, findings=findings, needs_field=False, by=by, at=start + 3 * hour)
        if to == "investigating":
            return row
        shares = [Share(self.units[unit].pk, 100, self.causes[cause].pk, whys="为什么没有发现？" +
                        findings)]  # fmt: skip
        if unit != "客户服务部" and self.dice.random() < 0.3:
            shares = [
                Share(self.units[unit].pk, 70, self.causes[cause].pk),
                Share(self.units["客户服务部"].pk, 30, self.causes["流程不清楚"].pk),
            ]
        actions.fix_responsibility(row, shares=shares, has_recourse=cause == "零件质量问题", by=by,
                                   at=start + 4 * hour)  # fmt: skip
        remedies = [Planned(RemedySort.APOLOGY), Planned(RemedySort(sort), Decimal(amount))]
        day = timezone.localdate(start) + timedelta(days=5)
        proposal = Proposal(tuple(remedies), plan, case[12], day)
        actions.propose(row, proposal, by=by, at=start + 5 * hour)
        if to == "proposed":
            return row
        if is_judged:
            _judged(row, by, self.boss)
        else:
            row = locked(row)
            move(row, verb="submit", by=by, text="建议照此处理", at=start + 6 * hour)
            row.save(update_fields=["state"])
            approved(row, by=by, text="意见齐备", at=start + 8 * hour)
        self.contact(row, f"很抱歉耽误您。我们的方案：{plan}", start + 9 * hour, Topic.PLAN)
        actions.note_agreement(row, is_agreed=True, text="可以", by=by)
        if to == "executing":
            return row
        for remedy in row.remedies.all():
            actions.do_remedy(remedy, by=by, at=start + 30 * hour)
        actions.finish(row, result=f"{plan}已办妥", by=by, at=start + 32 * hour)
        return Complaint.objects.get(pk=row.pk)

    def past(self) -> None:
        """A year that is over, more and more about what was not inspected."""
        for number, days in enumerate(told.DAYS_AGO):
            case = told.CASES[number % len(told.CASES)]
            start = _at_ten(self.now - timedelta(days=days))
            row = self.walk(self.taken(case, start), case=case, start=start, to="finished")
            end = start + timedelta(hours=self.dice.choice((36, 40, 52, 60, 75)))
            actions.confirm(row, answer=Answer.YES, way=Way.PHONE, text="运行正常，没有别的问题",
                            by=self.wu, at=end)  # fmt: skip
            actions.close(row, has_chance=False, chance="", is_regained=True, by=self.wu,
                          at=end + timedelta(hours=1))  # fmt: skip

    def improve(self) -> None:
        """What was learned: one measure whose effect is known, one that was just begun."""
        cause = self.causes["检验漏检"]
        today = timezone.localdate()
        rows = [
            Improvement(title="保养单增加风扇轴承和皮带检查项", cause=cause, owner=self.wu,
                        due_on=today + timedelta(5), measures="逐项打勾，照片上传。"),
            Improvement(title="排期系统显示技师在途位置", cause=self.causes["排期不合理"],
                        owner=self.people["linyue"], due_on=today + timedelta(21),
                        measures="迟到半小时前主动通知客户。"),
        ]  # fmt: skip
        for row in rows:
            with recorded(row, Verb.CREATE, by=self.wu):
                actions.save_improvement(row, Verb.CREATE, by=self.wu)
        first = actions.end_improvement(rows[0], by=self.wu, on=today - timedelta(96))
        actions.check_effect(first, conclusion="漏检类投诉明显减少，检查项列入标准保养单。",
                             by=self.wu)  # fmt: skip
        row = Complaint.objects.filter(main_cause=cause).order_by("received_at").first()
        actions.analyse(row, improvement=first, text="保养单没有列风扇轴承，漏检不是个人疏忽。",
                        by=self.wu)  # fmt: skip
        lesson = actions.publish_lesson(row, title=told.LESSON[0], text=told.LESSON[1], by=self.wu)
        actions.learn(lesson, by=self.boss)
        last = today.replace(day=1) - timedelta(days=1)
        report = Analysis(
            title=f"{last:%Y} 年 {last.month} 月投诉分析",
            since=last.replace(day=1),
            until=last,
            summary=told.SUMMARY,
            measures=told.MEASURES,
        )
        actions.send_analysis(actions.keep_analysis(report, by=self.wu), by=self.wu)

    def open(self) -> None:
        """What lies on the desk today, at every stage."""
        key = Customer.objects.filter(ka_status="key").order_by("pk").first()
        ends = ("", "answered", "investigating", "proposed", "executing", "finished", "")
        for number, to in enumerate(ends):
            case = told.CASES[(number * 3 + 1) % len(told.CASES)]
            start = self.now - timedelta(hours=(0.2, 3, 26, 30, 50, 70, 1)[number])
            more = {"customer": key} if number == 6 and key else {}
            row = self.taken(case, start, **more)
            if to:
                self.walk(row, case=case, start=start, to=to, is_judged=True)
        row = self.taken(told.WAITING, self.now - timedelta(hours=20))
        self.contact(row, "很抱歉，请把旧阀寄回检测。", self.now - timedelta(hours=19))
        actions.wait_for_customer(row, PauseReason.GOODS, text="请把进气阀寄回，运费我们付",
                                  by=self.wu)  # fmt: skip
        row = self.taken(told.RUDE, self.now - timedelta(hours=2),
                         about_person=self.people["chenmo"])  # fmt: skip
        actions.hand_off(row, taker=self.people["tangwei"], reason="涉及销售人员，请区域主管核实",
                         promised="今天下班前回电", by=self.wu)  # fmt: skip

    def malicious(self) -> None:
        """One that turned malicious: said by one, confirmed by two, duties kept."""
        row = self.taken(told.MALICE, self.now - timedelta(hours=44), is_exposed=True)
        self.contact(row, "很抱歉让您不满意，机器我们先安排检测。", self.now - timedelta(hours=43))
        found = actions.suspect(row, evidence=told.EVIDENCE, by=self.wu)
        actions.confirm_malice(
            found, as_counsel=True, opinion="构成敲诈嫌疑", by=self.people["yuning"]
        )
        actions.confirm_malice(found, as_counsel=False, opinion="证据充分", by=self.boss)


def _judged(row: Complaint, by: User, boss: User) -> None:
    """The department, then the supervisor; whose own request it is, his superior."""
    case = actions.submit_plan(row, reason="建议照此处理", judge=boss, by=by)
    for _step in range(6):
        seat = Seat.objects.filter(step__case=case, state="open").select_related("person").first()
        if seat is None:
            return
        agree(case, by=seat.person, digest=case.digest, opinion="同意")


def _at_ten(moment: datetime) -> datetime:
    return timezone.localtime(moment).replace(hour=10, minute=5, second=0, microsecond=0)
