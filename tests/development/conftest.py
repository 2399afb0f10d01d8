"""A customer worth developing, and what is needed to lead it through the stages."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from maizi.customers.actions import log_activity
from maizi.customers.models import Activity, Contact
from maizi.development import actions
from maizi.development.models import (
    Agreement,
    DevelopmentRecord,
    KeyPlan,
    Opportunity,
    Stage,
)
from maizi.development.pages import AGREEMENTS, KEY_PLANS, OPPORTUNITIES
from maizi.development.terms import DealState
from maizi.development.terms.accounts import AgreementState
from maizi.files.actions import attach, store
from maizi.files.terms import Purpose
from maizi.kit.pages import save
from tests.house import fresh


class Field:
    """The house with one prospect of chen's; every proof a stage asks for can be given."""

    def __init__(self, house):
        self.house = house
        self.chen, self.boss, self.lin = fresh(house.chen), fresh(house.boss), fresh(house.lin)
        self.customer = house.customer("华宁科技有限公司", house.chen, mobile="13800138000")
        self.decider = Contact.objects.create(
            customer=self.customer, name="王方", job_title="总经理", is_decision_maker=True
        )
        self.pipeline = actions.usual_pipeline(by=self.boss)

    def deal(self, name: str = "空压机改造", **values) -> Opportunity:
        values = {"customer": self.customer, "owner": self.chen, "need": "换三台空压机"} | values
        row = Opportunity(name=name, **values)
        save(OPPORTUNITIES, row=row, verb="create", by=values["owner"])
        return row

    def stage(self, step: str) -> Stage:
        return self.pipeline.stages.get(step=step)

    def talk(self, channel: str = "phone", result: str = "", customer=None) -> Activity:
        row = Activity(customer=customer or self.customer, channel=channel, content="谈了需求",
                       result=result, at=timezone.now())  # fmt: skip
        return log_activity(row, by=self.chen)

    def paper(self, row: Opportunity, title: str = "报价单") -> None:
        text = ContentFile(f"{title} {row.pk}".encode(), name=f"{title}.txt")
        attach(store(text, by=self.chen, purpose=Purpose.ATTACHMENT), row, by=self.chen,
               title=title)  # fmt: skip

    def agreement(self, **values) -> Agreement:
        today = timezone.localdate()
        row = Agreement(**{
            "name": "年度合作协议", "customer": self.customer, "owner": self.chen,
            "scope": "空压机", "starts_on": today - timedelta(1), "ends_on": today + timedelta(364),
        } | values)  # fmt: skip
        save(AGREEMENTS, row=row, verb="create", by=self.chen)
        return row

    def sign(self, deal: Opportunity) -> Agreement:
        row = self.agreement(opportunity=deal)
        actions.turn_agreement(row, to=AgreementState.APPROVED, by=self.boss)
        return actions.turn_agreement(row, to=AgreementState.SIGNED, by=self.chen)

    def plan(self, **values) -> KeyPlan:
        row = KeyPlan(
            **{"customer": self.customer, "name": "拿下华宁", "owner": self.chen} | values
        )
        save(KEY_PLANS, row=row, verb="create", by=self.chen)
        return row

    def move(self, row: Opportunity, step: str, by=None) -> Opportunity:
        return actions.move_opportunity(row, stage=self.stage(step), by=by or self.chen)

    def lead_to(self, row: Opportunity, step: str) -> Opportunity:
        """Through every stage up to this one, with all that they ask for."""
        self.talk("visit")
        self.paper(row)
        for stage in self.pipeline.stages.all()[1:]:
            row = actions.move_opportunity(row, stage=stage, by=self.chen)
            if stage.step == step:
                break
        return row

    def end(self, row: Opportunity, state: str, **given) -> Opportunity:
        if state != DealState.WON:
            given = {"reason": "price", "note": "对手低一成"} | given
        ending = actions.Ending(DealState(state), **given)
        return actions.close_opportunity(row, ending, by=self.chen)

    def record(self, row: Opportunity) -> DevelopmentRecord:
        given = dict.fromkeys(("team", "methods", "causes", "lessons"), "如实写下")
        return actions.file_record(DevelopmentRecord(opportunity=row, **given), by=self.chen)


@pytest.fixture
def field(house) -> Field:
    return Field(house)
