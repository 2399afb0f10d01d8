"""Ask the whole company whether a customer is already here (A-12, 查重)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.fields.queries import parameter
from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.masking import mask_name
from maizi.kernel.texts import N_

from .. import access, queries, rules
from ..models import Customer, TwinQuestion
from ..terms import MatchRule

ASKED = ("name", "usc_code", "phone", "email", "street")
MOST_SHOWN = 10
LEAST_TYPED = 2
AGES = ((7, N_("一周以内")), (30, N_("一个月以内")), (90, N_("三个月以内")), (365, N_("一年以内")))
LONG_AGO, NEVER = N_("一年以前"), N_("还没有联系过")


@dataclass(frozen=True, slots=True)
class Answer:
    """One stored customer that may be meant, as far as the person may know it."""

    id: int
    name: str
    is_visible: bool
    confidence: int
    reasons: str
    owner: str
    stage: str
    contact: str


@transaction.atomic
def ask_company(given: Mapping[str, str], *, by, now: datetime) -> list[Answer]:
    """Look in the whole company; the question is kept, and so many a day are allowed.

    Raises Refused without anything to look by, or when the day's questions are used up.
    """
    asked = {name: text for name in ASKED if (text := given.get(name, "").strip()[:160])}
    if not any(len(text) >= LEAST_TYPED for text in asked.values()):
        raise Refused(_("请填写名称、代码、电话、邮箱或地址中的至少一项。"), field="name")
    today = timezone.localdate(now)
    type(by).objects.select_for_update().get(pk=by.pk)  # one question of a person at a time
    most = int(parameter("twins.asks_a_day"))
    if TwinQuestion.objects.filter(user=by, on=today).count() >= most:
        raise Refused(_("今天已经查了 %d 次，明天再来。确有需要的，请联系数据管理员。") % most)
    found = _found(asked)[:MOST_SHOWN]
    answers = _answers(found, by, now)
    hidden = sum(not one.is_visible for one in answers)
    question = TwinQuestion(user=by, on=today, asked=asked, hits=len(answers), hidden=hidden)
    with recorded(question, Verb.CREATE, by=by):
        question.save()
    return answers


def asked_today(user, now: datetime) -> int:
    """How many questions of the day a person has used. One query."""
    return TwinQuestion.objects.filter(user=user, on=timezone.localdate(now)).count()


def _found(asked: Mapping[str, str]) -> list[rules.Found]:
    """By what is typed, read once as a company's and once as a person's; a number may be both."""
    given = dict(asked)
    given["mobile"] = given.get("phone", "")
    best: dict[int, rules.Found] = {}
    for party in ("enterprise", "individual"):
        for one in queries.duplicates_of(queries.typed_facts(given | {"party_type": party})):
            known = best.get(one.id)
            if known is None or one.confidence > known.confidence:
                best[one.id] = one
    return sorted(best.values(), key=lambda one: (-one.confidence, one.id))


def _answers(found: list[rules.Found], by, now: datetime) -> list[Answer]:
    rows = Customer.objects.select_related("owner", "pool").in_bulk([one.id for one in found])
    visible = queries.visible_ids(by, rows)
    tells = {name: bool(parameter(f"twins.tells_{name}")) for name in ("owner", "stage", "contact")}
    return [
        _answer(rows[one.id], one, tells | {"all": one.id in visible}, now)
        for one in found
        if one.id in rows
    ]


def _answer(row: Customer, one: rules.Found, tells: Mapping[str, bool], now: datetime) -> Answer:
    is_visible = tells["all"]
    told = {name: is_visible or tells[name] for name in ("owner", "stage", "contact")}
    return Answer(
        row.pk, row.name if is_visible else mask_name(row.name), is_visible, one.confidence,
        _("、").join(str(MatchRule(r).label) for r in one.reasons),
        str(row.owner or row.pool) if told["owner"] else "",
        str(row.get_lifecycle_display()) if told["stage"] else "",
        _age(row.last_contact_at, now) if told["contact"] else "",
    )  # fmt: skip


def _age(last: datetime | None, now: datetime) -> str:
    """How long ago, in words that name no day."""
    if last is None:
        return _(NEVER)
    days = (now - last).days
    return _(next((word for most, word in AGES if days <= most), LONG_AGO))


def may_ask(user) -> bool:
    """Who reads customers at all may ask."""
    return access.may(user, "read")
