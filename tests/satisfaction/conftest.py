"""Lin asks customers of chen's how satisfied they are; he is head of after-sales."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maizi.catalog.models import Category, Product
from maizi.kit.pages import save
from maizi.privacy.actions import Given as Consented
from maizi.privacy.actions import record_consent, seed_purposes
from maizi.privacy.models import Purpose
from maizi.privacy.terms import Obtained
from maizi.satisfaction import actions
from maizi.satisfaction.models import Invitation, Questionnaire, Round
from maizi.satisfaction.pages import ROUNDS
from maizi.satisfaction.rules.answers import Given
from maizi.warranty.models import Acceptance, Unit
from tests.house import fresh

BEST = {"scale": Given(5), "pair": Given(5, 3), "nps": Given(10), "told": Given(2)}


class Asking:
    """Rounds at will, customers who agreed, answers as one likes."""

    def __init__(self, house):
        self.house = house
        seed_purposes()
        actions.seed_questionnaires()
        self.lin, self.chen, self.meng = (fresh(p) for p in (house.lin, house.chen, house.meng))
        self.boss = fresh(house.boss)
        self.head = fresh(house.person("wei", "卫部长", house.hq, "after_sales_head"))

    def customer(self, name: str, *, agreed: bool = True, **values):
        """A customer of chen's who has bought, and agreed to be asked."""
        row = self.house.customer(name, values.pop("owner", self.house.chen),
                                  **{"lifecycle": "client"} | values)  # fmt: skip
        if agreed:
            self.agree(row)
        return row

    def installed(self, customer, no: str = "YS1") -> Acceptance:
        """A piece that the customer signed for today."""
        row = Acceptance.objects.create(
            no=no, customer=customer, works="调试", result="正常", instructor="赵", signed_by="王",
            accepted_at=timezone.now(), created_by=self.boss,
        )  # fmt: skip
        family, _new = Category.objects.get_or_create(
            name="试验机", defaults={"path_name": "试验机", "path": "/1/"}
        )
        product, _new = Product.objects.get_or_create(
            no="P1",
            defaults={"name": "空压机", "sort_name": "", "name_key": "", "category": family},
        )
        Unit.objects.create(code=no, serial=no, product=product, customer=customer, acceptance=row)
        return row

    def agree(self, person) -> None:
        given = Consented(obtained=Obtained.PAPER, at=timezone.now())
        purpose = Purpose.objects.get(code="care")
        record_consent(person, purpose=purpose, given=given, by=self.chen)

    def round(self, type_: str = "periodic", **values) -> Round:
        today = timezone.localdate()
        values = {
            "name": "年度调查", "type": type_, "way": "link",
            "closes_on": today + timedelta(days=10),
            "questionnaire": Questionnaire.objects.get(type=type_, state="ready"),
        } | values  # fmt: skip
        if type_.startswith("post_"):
            values = {"since": today - timedelta(days=30), "until": today} | values
        row = Round(**values)
        save(ROUNDS, row=row, verb="create", by=values.get("owner", self.lin))
        return row

    def open(self, type_: str = "periodic", *, people=(), **values) -> Round:
        """A round that has begun, with the customers it found, or with these put on its list."""
        row = self.round(type_, **values)
        if people:
            for one in people:
                Invitation.objects.create(round=row, customer=one, made_at=timezone.now())
        else:
            actions.fill_list(row, by=self.lin)
        return actions.begin(row, by=self.lin)

    def given(self, row: Round, **changed) -> dict[int, Given]:
        """An answer to everything, the best of all but what is changed; kinds by name."""
        found = {}
        for one in row.questionnaire.questions.all():
            if one.is_overall and "overall" in changed:
                found[one.pk] = changed["overall"]
            elif one.kind in BEST:
                found[one.pk] = changed.get(one.kind, BEST[one.kind])
            elif one.kind in ("one", "many"):
                found[one.pk] = Given(chosen=(0,))
            elif "text" in changed:
                found[one.pk] = Given(text=changed["text"])
        return found

    def answer(self, row: Round, customer=None, *, by=None, **changed):
        """One invited customer answers, the first who has not if none is named."""
        rows = row.invitations.filter(is_answered=False)
        one = rows.get(customer=customer) if customer else rows.order_by("id").first()
        return actions.take_answer(one, self.given(row, **changed), by=by)


@pytest.fixture
def asking(house) -> Asking:
    return Asking(house)
