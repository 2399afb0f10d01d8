"""Surveys of the demo company: last year's and this year's, after-service ones with measures."""

from datetime import date, timedelta
from random import Random

from django.db.models import F
from django.utils import timezone

from maizi.accounts.actions import appoint
from maizi.accounts.models import Appointment, OrgUnit, Role, User
from maizi.complaints.models import Cause
from maizi.complaints.terms import Step
from maizi.customers.models import Contact, Customer
from maizi.kit.pages import save
from maizi.privacy.actions import Given as Consented
from maizi.privacy.actions import record_consent
from maizi.privacy.models import Purpose
from maizi.privacy.queries import ask_again_moment
from maizi.privacy.terms import Obtained
from maizi.satisfaction import actions
from maizi.satisfaction.models import Alert, Invitation, Questionnaire, Response, Round
from maizi.satisfaction.pages import ROUNDS
from maizi.satisfaction.rules.answers import Given

WORDS = (
    "师傅技术好，就是来得慢。", "备件要等一个多星期，能不能常备一些。", "电话一打就通，很好。",
    "报价单看不懂，项目太多。", "保养做得细，现场也收拾了。", "希望有节能的建议。",
    "换了联系人没有告诉我们。", "夏天高温那几天没人值班，停了两天。", "一直用你们的，放心。",
)  # fmt: skip
REVIEW = """上门慢是第一位的：七八月高温，周末没有人值班，备件又要从苏州调。
打算：周末加一班；南京网点常备风扇总成和滤芯；派工时把预计到达时间发给客户。"""
NOTES = (
    "打了电话，先道歉，听完再记。", "不是师傅的问题，是备件没到。", "第二天送到换好，免上门费。",
    "一周后回电，客户说满意。", "晨会讲过这件事，派工前先查备件。",
)  # fmt: skip


def build_surveys(people: dict[str, User]) -> None:
    """Four rounds: two are final, one waits for its report, one is open."""
    wu = people["wuhan"]
    role, top = Role.objects.get(code="after_sales_head"), OrgUnit.objects.get(parent=None)
    appoint(Appointment(user=wu, role=role, unit=top), by=None)
    desk = Asking({name: User.objects.get(pk=row.pk) for name, row in people.items()})
    desk.agreements()
    desk.last_year()
    desk.summer()
    desk.autumn()
    desk.this_year()


class Asking:
    """Who asks, and how customers feel: slow service is what they mind."""

    def __init__(self, people: dict[str, User]):
        self.wu, self.boss, self.chen = people["wuhan"], people["boss"], people["chenmo"]
        self.dice, self.today = Random(11), timezone.localdate()

    def agreements(self) -> None:
        """Four of five customers, or their main people, agreed to be asked."""
        care, now = Purpose.objects.get(code="care"), timezone.now()
        given = Consented(obtained=Obtained.PAPER, at=now - timedelta(days=400))
        for row in Customer.objects.filter(pool=None, archived_at=None).order_by("pk")[:150]:
            person = Contact.objects.filter(customer=row, is_primary=True).first() or row
            again = ask_again_moment(person, care)
            if self.dice.random() < 0.8 and (again is None or again <= now):
                record_consent(person, purpose=care, given=given, by=self.wu)

    def last_year(self) -> None:
        """Final, with what was decided about low indicators."""
        row = self.asked(f"{self.today.year - 1} 年度满意度调查", "periodic", self.boss)
        self.answers(row, share=0.75, mood=0.62)
        row = actions.close_round(row, by=self.boss)
        self.settled(row, because="已列入年度预算，随价格体系一起调整。")
        actions.file_review(row, review=REVIEW, by=self.boss)
        actions.finalise(row, by=self.boss)
        self.looked_after(row)
        self.back(row, 350)

    def summer(self) -> None:
        """After service: final, with a measure whose effect the next one shows."""
        row = self.asked("三季度服务后回访", "post_service", self.wu)
        self.answers(row, share=0.8, mood=0.6, slow=0.35)
        row = actions.close_round(row, by=self.wu)
        self.settled(
            row, because="下一季度先看加班后的效果。", measure="周末加一班，备件前移到南京网点"
        )
        actions.file_review(row, review=REVIEW, by=self.wu)
        actions.finalise(row, by=self.wu)
        self.looked_after(row)
        self.back(row, 110)

    def autumn(self) -> None:
        """After service: ended last week; the head of after-sales is to file."""
        row = self.asked("四季度服务后回访", "post_service", self.wu)
        self.answers(row, share=0.7, mood=0.8, slow=0.5)
        actions.close_round(row, by=self.wu)
        self.looked_after(row)
        self.back(row, 40, ended=4)

    def this_year(self) -> None:
        """Open: half have answered, one dissatisfied customer is being looked after."""
        name = f"{self.today.year} 年度满意度调查"
        row = self.asked(name, "periodic", self.boss, closes=12)
        self.answers(row, share=0.55, mood=0.76)
        for one in row.alerts.select_related("owner").order_by("pk")[:1]:
            actions.take_step(one, Step.CALM, note=NOTES[0], by=one.owner)

    def asked(self, name: str, type_: str, owner: User, *, closes: int = 0) -> Round:
        """A round that has begun, with everybody on its list whom it may ask."""
        row = Round(
            name=name, type=type_, way="link", owner=owner, words="一年一次，请您直说。",
            questionnaire=Questionnaire.objects.get(type=type_, state="ready"),
            closes_on=self.today + timedelta(days=closes),
        )  # fmt: skip
        if type_ == "post_service":
            row.since, row.until = self.today - timedelta(days=399), self.today
        save(ROUNDS, row=row, verb="create", by=owner)
        if not actions.fill_list(row, by=owner).asked:
            self.by_hand(row)
        return actions.begin(row, by=owner)

    def by_hand(self, row: Round) -> None:
        """A small company has hardly any closed ticket: then some customers, as if."""
        rows = Customer.objects.filter(pool=None, archived_at=None).order_by("pk")[:12]
        Invitation.objects.bulk_create(
            Invitation(round=row, customer=one, made_at=timezone.now()) for one in rows
        )

    def answers(self, row: Round, *, share: float, mood: float, slow: float = 0.0) -> None:
        """Some of the invited answer; `slow` is how they feel about speed."""
        for one in row.invitations.order_by("pk"):
            if self.dice.random() > share:
                continue
            by = self.chen if self.dice.random() < 0.15 else None
            actions.take_answer(one, self.given(row, mood, slow or mood), by=by)

    def given(self, row: Round, mood: float, slow: float) -> dict[int, Given]:
        """One customer's answers, near his own mood."""
        own, found = self.dice.gauss(mood, 0.16), {}
        for q in row.questionnaire.questions.select_related("indicator"):
            is_slow = q.indicator is not None and q.indicator.name == "响应速度"
            feels = own - (mood - slow if is_slow else 0)
            if q.kind in ("scale", "pair"):
                expected = self.dice.choice((3, 4, 4, 5)) if q.kind == "pair" else None
                found[q.pk] = Given(self.mark(feels, 1, q.top), expected)
            elif q.kind == "nps":
                found[q.pk] = Given(self.mark(own + 0.1, 0, 10))
            elif q.kind == "told":
                found[q.pk] = Given(
                    self.dice.randint(0, 3) if own > 0.6 else self.dice.randint(2, 9)
                )
            elif q.kind in ("one", "many"):
                found[q.pk] = Given(chosen=(self.dice.randrange(len(q.choices)),))
            elif self.dice.random() < 0.4:
                found[q.pk] = Given(text=self.dice.choice(WORDS))
        return found

    def mark(self, feels: float, low: int, high: int) -> int:
        """A mark near a feeling of 0 … 1."""
        return min(high, max(low, round(low + (high - low) * self.dice.gauss(feels, 0.1))))

    def settled(self, row: Round, *, because: str, measure: str = "") -> None:
        """Each shortfall has its measure, or the reason for none; the worst the measure."""
        for at, one in enumerate(row.shortfalls.order_by("pk")):
            if measure and at == 0:
                cause = Cause.objects.get(name="排期不合理")
                due_on = self.today + timedelta(days=20)
                found = actions.Measure(measure, cause, self.wu, due_on)
                actions.act_on(one, found, by=self.wu)
            else:
                actions.leave(one, because=because, by=row.owner)

    def looked_after(self, row: Round) -> None:
        """Everybody who was dissatisfied then has been called."""
        for one in row.alerts.select_related("owner"):
            for step, note in zip(list(Step)[2:], NOTES, strict=True):
                actions.take_step(one, step, note=note, by=one.owner)
            actions.end_alert(one, result="客户表示满意，愿意继续合作。", by=one.owner)

    def back(self, row: Round, days: int, *, ended: int = 0) -> None:
        """As if it had been asked so many days ago, and ended `ended` days ago or then."""
        ago, end = timedelta(days=days), timedelta(days=ended or days - 14)
        Round.objects.filter(pk=row.pk).update(
            opened_at=F("opened_at") - ago, closed_at=F("closed_at") - end,
            final_at=F("final_at") - end, filed_at=F("filed_at") - end,
            closes_on=self.today - end, since=_earlier(row.since, ago),
            until=_earlier(row.until, ago),
        )  # fmt: skip
        Invitation.objects.filter(round=row).update(made_at=F("made_at") - ago)
        later = ago - timedelta(days=3)
        Response.objects.filter(round=row).update(answered_at=F("answered_at") - later)
        Alert.objects.filter(round=row).update(
            raised_at=F("raised_at") - later, done_at=F("done_at") - later,
            due_on=self.today - later,
        )  # fmt: skip


def _earlier(day: date | None, ago: timedelta) -> date | None:
    return day - ago if day else None
