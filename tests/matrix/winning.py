"""Opportunities of the scene, with a body for everything that can be done to them."""

from datetime import timedelta
from decimal import Decimal

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from maizi.accounts.models import User
from maizi.customers.models import Contact
from maizi.development import actions, pages
from maizi.development.models import (
    Agreement,
    DevelopmentRecord,
    FirstContact,
    Gift,
    KeyPlan,
    Need,
    Obligation,
    Opportunity,
    TargetMarket,
    Visit,
)
from maizi.development.terms import DealState
from maizi.files.actions import attach, store
from maizi.files.terms import Purpose
from maizi.kit.models import SavedView
from maizi.kit.pages import save
from tests.house import fresh

VIEWS = (
    "opportunity", "pipeline", "targetmarket", "need", "visit", "keyplan", "agreement", "gift",
)  # fmt: skip


class Winning:
    """Chen's opportunities: one open, one ended without a record, one with it."""

    def __init__(self, scene):
        self.chen, self.boss = fresh(scene.house.chen), fresh(scene.house.boss)
        self.customer = scene.customer
        self.boss_customer = scene.made("上海开发试验有限公司", scene.house.chen)
        self.decider = Contact.objects.create(
            customer=self.customer, name="郭总", mobile="13912345670", is_decision_maker=True
        )
        self.pipeline = actions.usual_pipeline(by=self.boss)
        self.deal, self.ended, self.recorded = (
            self._deal(name) for name in ("空压机改造", "输了的", "总结过的")
        )
        for row in (self.ended, self.recorded):
            ending = actions.Ending(DealState.LOST, "price", "对手低一成")
            actions.close_opportunity(row, ending, by=self.chen)
        self.record = actions.file_record(
            DevelopmentRecord(opportunity=self.recorded, team="陈默", methods="拜访",
                              causes="价格", lessons="早报价"), by=self.chen,
        )  # fmt: skip
        paper = ContentFile(b"%PDF-1.4 y", name="报价单.pdf")
        attach(store(paper, by=self.chen, purpose=Purpose.ATTACHMENT), self.deal, by=self.chen)
        self._markets(scene)
        self._visits()
        self._accounts(scene)
        self.views = {
            name: SavedView.objects.create(
                kind=f"development.{name}", owner=scene.house.chen, name="我的"
            )
            for name in VIEWS
        }

    def _markets(self, scene) -> None:
        self.market = TargetMarket(name="南京制造", industries="manufacturing", regions="南京市",
                                   state="active", owner=self.boss)  # fmt: skip
        save(pages.MARKETS, row=self.market, verb="create", by=self.boss)
        scene.made("南京精密机械厂", scene.house.chen, industry="manufacturing")
        self.screening = actions.screen(self.market, least=10, by=self.boss)
        self.need = Need(customer=self.customer, text="要变频的", seen_on=timezone.localdate())
        save(pages.NEEDS, row=self.need, verb="create", by=self.chen)

    def _visits(self) -> None:
        self.visit = Visit(customer=self.customer, visitor=self.chen, purpose="了解需求",
                           planned_at=timezone.now() - timedelta(hours=2))  # fmt: skip
        save(pages.VISITS, row=self.visit, verb="create", by=self.chen)

    def _accounts(self, scene) -> None:
        User.objects.filter(pk=self.chen.pk).update(mobile="13912340077")
        self.chen = fresh(self.chen)
        target = scene.made("南京目标集团有限公司", scene.house.chen)
        person = Contact.objects.create(customer=target, name="高总", job_title="厂长")
        self.plan = KeyPlan(name="拿下目标集团", customer=target, owner=self.chen)
        save(pages.KEY_PLANS, row=self.plan, verb="create", by=self.chen)
        self.letter = actions.write_first_contact(
            FirstContact(plan=self.plan, contact=person, way="letter", text="高总：盼回复"),
            by=self.chen,
        )
        today = timezone.localdate()
        self.agreement = Agreement(
            name="年度协议", customer=self.customer, owner=self.chen, scope="空压机",
            starts_on=today, ends_on=today + timedelta(365),
        )  # fmt: skip
        save(pages.AGREEMENTS, row=self.agreement, verb="create", by=self.chen)
        self.duty = actions.oblige(
            Obligation(agreement=self.agreement, side="us", text="培训", due_on=today),
            by=self.chen,
        )
        self.gift = Gift(
            customer=self.customer, recipient="郭总", sort="gift", what="茶叶",
            value_yuan=Decimal(100), purpose="节日", given_on=today,
        )  # fmt: skip
        save(pages.GIFTS, row=self.gift, verb="create", by=self.chen)

    def _deal(self, name: str) -> Opportunity:
        row = Opportunity(name=name, customer=self.customer, owner=self.chen, need="换机",
                          next_on=timezone.localdate() + timedelta(3))  # fmt: skip
        save(pages.OPPORTUNITIES, row=row, verb="create", by=self.chen)
        return row


def _nothing(s) -> dict:
    return {}


def _export(s) -> dict:
    return {"reason": "月报", "format": "csv"}


def _view(s) -> dict:
    return {"name": "新视图"}


def _deal(s) -> dict:
    w = s.winning
    return {
        "name": "水泵更新", "customer": w.customer.pk, "sort": "ordinary", "need": "两台泵",
        "pipeline": w.pipeline.pk, "owner": s.house.chen.pk,
    }  # fmt: skip


def _stages(s) -> dict:
    body = {}
    for one in s.winning.pipeline.stages.all():
        body |= {
            f"on-{one.step}": "on", f"name-{one.step}": one.name,
            f"probability-{one.step}": "50", f"expected_days-{one.step}": "9",
            f"most_days-{one.step}": "20", f"most_open-{one.step}": "0",
        }  # fmt: skip
    return body


def _market(s) -> dict:
    return {
        "name": "江苏制造", "state": "active", "owner": s.house.boss.pk, "regions": "江苏",
        "industries": "energy",
    }  # fmt: skip


def _need(s) -> dict:
    return {
        "customer": s.winning.customer.pk, "text": "要节能的", "state": "new",
        "seen_on": timezone.localdate().isoformat(),
    }  # fmt: skip


def _visit(s) -> dict:
    return {
        "customer": s.winning.customer.pk, "purpose": "送样品", "minutes": "30", "mode": "face",
        "planned_at": timezone.localtime().strftime("%Y-%m-%d %H:%M"),
        "visitor": s.house.chen.pk,
    }  # fmt: skip


def _plan(s) -> dict:
    return {"name": "拿下二期", "customer": s.winning.plan.customer_id, "owner": s.house.chen.pk}


def _agreement(s) -> dict:
    today = timezone.localdate()
    return {
        "name": "新协议", "customer": s.winning.customer.pk, "scope": "水泵",
        "starts_on": today.isoformat(), "ends_on": (today + timedelta(9)).isoformat(),
        "owner": s.house.chen.pk,
    }  # fmt: skip


def _gift(s) -> dict:
    return {
        "customer": s.winning.customer.pk, "recipient": "郭总", "sort": "ticket", "what": "门票",
        "value_yuan": "50", "purpose": "联谊", "given_on": timezone.localdate().isoformat(),
    }  # fmt: skip


def _letter(s) -> dict:
    w = s.winning
    return {"contact": w.letter.contact_id, "way": "letter", "text": "高总：盼回复"}


def _now() -> str:
    return (timezone.localtime() - timedelta(minutes=2)).strftime("%Y-%m-%d %H:%M")


BODIES = {
    "development:opportunity_new": _deal,
    "development:opportunity_edit": _deal,
    "development:opportunity_bulk": lambda s: {
        "pk": s.winning.deal.pk, "field": "next_step", "next_step": "送样品"},
    "development:opportunity_cell": lambda s: {"next_step": "送样品"},
    "development:opportunity_undo": _nothing,
    "development:opportunity_export": _export,
    "development:opportunity_save_view": _view,
    "development:opportunity_remove_view": _nothing,
    "development:pipeline_new": lambda s: {"name": "快销", "is_active": "on"},
    "development:pipeline_edit": lambda s: {
        "name": "标准", "is_usual": "on", "is_active": "on"},
    "development:pipeline_save_view": _view,
    "development:pipeline_remove_view": _nothing,
    "development:pipeline": _stages,
    "development:move": lambda s: {
        "stage": s.winning.pipeline.stages.get(step="qualified").pk},
    "development:close": lambda s: {"state": "lost", "reason": "price", "note": "太贵"},
    "development:reopen": _nothing,
    "development:assign": lambda s: {"owner": s.house.boss.pk},
    "development:record": lambda s: {
        "team": "陈默", "methods": "拜访", "causes": "价格", "lessons": "早报价"},
    "development:file_add": lambda s: {
        "file": SimpleUploadedFile("方案.pdf", b"%PDF-1.4 z"), "title": "方案"},
    "development:targetmarket_new": _market,
    "development:targetmarket_edit": _market,
    "development:screen": lambda s: {"least": "10"},
    "development:choose": lambda s: {
        "pk": s.winning.screening.targets.first().pk, "choice": "taken"},
    "development:concerns": lambda s: {
        "name": "本季", "starts_on": "2026-01-01", "ends_on": "2026-03-31",
        "target_yuan": "100", "last_yuan": "90", "churn_percent": "10", "growth_yuan": "0"},
    "development:need_new": _need,
    "development:need_edit": _need,
    "development:need_bulk": lambda s: {
        "pk": s.winning.need.pk, "field": "state", "state": "confirmed"},
    "development:need_cell": lambda s: {"why": "电费高"},
    "development:need_undo": _nothing,
    "development:visit_new": _visit,
    "development:visit_edit": _visit,
    "development:discuss": lambda s: {
        "at": _now(), "people": s.house.lin.pk, "notes": "先谈能耗"},
    "development:materials": lambda s: {"judgement": "重能耗"},
    "development:ready": _nothing,
    "development:check_in": lambda s: {"latitude": "32.06", "longitude": "118.79"},
    "development:report": lambda s: {"ended_at": _now(), "talk": "谈了能耗"},
    "development:visit_cancel": lambda s: {"reason": "改期"},
    "development:keyplan_new": _plan,
    "development:keyplan_edit": _plan,
    "development:part": lambda s: {"text": "重能耗", "is_done": "on"},
    "development:factors": lambda s: {"weight-price": "5"},
    "development:compare": lambda s: {
        "competitors": "甲厂", "name-0": "价格", "weight-0": "100", "ours-0": "4",
        "theirs-0": "3"},
    "development:worth": lambda s: {
        "sales_yuan": "100", "margin": "20", "risk_sort": "low", "months": "12"},
    "development:claim": lambda s: {"sort": "profit", "statement": "省电"},
    "development:trade": lambda s: {"month": "2026-01-05", "ours_yuan": "10"},
    "development:method": lambda s: {
        "method": "visit", "at": _now(), "people": s.house.chen.pk, "notes": "都同意"},
    "development:letter_new": _letter,
    "development:letter_edit": _letter,
    "development:letter_send": lambda s: {"result": "约好"},
    "development:agreement_new": _agreement,
    "development:agreement_edit": _agreement,
    "development:turn": _nothing,
    "development:oblige": lambda s: {
        "side": "us", "text": "巡检", "due_on": timezone.localdate().isoformat()},
    "development:fulfil": _nothing,
    "development:gift_new": _gift,
    "development:gift_decide": lambda s: {"answer": "yes"},
    "development:work_report": lambda s: {"text": "抓紧", "who": s.house.chen.pk},
} | {
    f"development:{name}_{verb}": body
    for name in VIEWS for verb, body in (("export", _export), ("save_view", _view),
                                         ("remove_view", _nothing))
}  # fmt: skip
