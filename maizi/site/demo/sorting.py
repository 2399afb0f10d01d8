"""How the demo company collects, sorts and looks after its archive."""

import random
from datetime import timedelta
from pathlib import Path

import typst
from django.core.files.base import ContentFile
from django.utils import timezone

from maizi.accounts.models import User
from maizi.customers import actions
from maizi.customers.actions import board, classify
from maizi.customers.models import (
    ClassScheme,
    CollectionBatch,
    CollectionSource,
    Contact,
    Customer,
    Tag,
)
from maizi.customers.pages import BATCHES, TAGS
from maizi.customers.queries.classes import ClassDraft
from maizi.customers.rules.collecting import read_rating
from maizi.history.terms import Verb
from maizi.kit.pages import save

from . import words

CARD = Path(__file__).with_name("card.typ")
HAND = {
    "income_class": ("高收入", "中收入", "低收入"),
    "market_type": ("经济型", "道德型", "个性化", "方便型"),
    "potential": ("高潜力", "中潜力", "中潜力", "低潜力"),
}
SIZE = [
    ClassDraft("大型", "staff_size.in.large,huge", "大客户部跟进"),
    ClassDraft("中型", "staff_size.in.medium", "客户经理跟进"),
    ClassDraft("小型", None, "电话与网络服务"),
]


def build_sorting(people: dict[str, User]) -> None:
    """Tags with rules, batches with cards, classes by hand and by rule, marks, the first board."""
    dice = random.Random(20261123)
    _tags(people)
    _collect(people)
    rows = list(Customer.objects.filter(pool=None).select_related("owner").order_by("pk"))
    _by_hand(dice, rows, people)
    _sizes(people["hejing"])
    _marks(dice, rows)
    _appraise(people["linyue"])
    actions.propose_clearing()
    board.keep_day()


def _tags(people: dict[str, User]) -> None:
    hejing = people["hejing"]
    hot = Tag.objects.get(name="有意向")
    hot.is_exclusive, hot.follow_up_days = True, 3
    save(TAGS, row=hot, verb=Verb.CHANGE, by=hejing)
    own = Tag(group="私人", name="老乡", colour="violet", level="personal")
    save(TAGS, row=own, verb=Verb.CREATE, by=people["chenmo"])
    sample = Tag(group="活动", name="收到样品", colour="blue", lasts_days=60, follow_up_days=7)
    save(TAGS, row=sample, verb=Verb.CREATE, by=hejing)
    for name, ago in (("chenmo", 6), ("chenmo", 1), ("luoyi", 5), ("jiangnan", 9)):
        seller, then = people[name], timezone.now() - timedelta(days=ago)
        rows = Customer.objects.filter(owner=seller).exclude(tags=hot).order_by("-pk")[:2]
        actions.add_tags(rows, tags=[hot], by=seller, note="电话里说月底要定", now=then)


def _collect(people: dict[str, User]) -> None:
    """Cards of an exhibition: six pictures, two of them typed already."""
    chenmo, today = people["chenmo"], timezone.localdate()
    fair = CollectionSource(channel="exhibition", name="2026 华东五金展")
    actions.save_source(fair, Verb.CREATE, by=people["hejing"])
    actions.save_source(
        CollectionSource(channel="internet", name="行业网站名录", needs_basis=True),
        Verb.CREATE, by=people["hejing"],
    )  # fmt: skip
    batch = CollectionBatch(
        title="华东五金展名片", kind="photos", channel="exhibition", source=fair,
        collected_on=today - timedelta(days=2), about="两天里换到的名片，多数问过空压机",
        lawful_basis="consent",
    )  # fmt: skip
    save(BATCHES, row=batch, verb=Verb.CREATE, by=chenmo)
    cards = actions.add_photos(batch, map(_picture, words.CARDS), by=chenmo)
    for card, told in list(zip(cards, words.CARDS, strict=True))[:2]:
        company, name, title, mobile, _mail, street = told
        row = Customer(
            name=company, batch=batch, channel=batch.channel, source=fair, city=street[:3],
            street=street[3:], industry="manufacturing", lawful_basis="consent",
        )  # fmt: skip
        actions.type_card(
            card, customer=row, by=chenmo, leave=actions.Leave(is_confirmed=True),
            contact_of=lambda c, n=name, t=title, m=mobile: Contact(
                customer=c, name=n, job_title=t, mobile=m
            ),
        )  # fmt: skip


def _picture(told: tuple) -> ContentFile:
    """A business card as a photograph would show it."""
    from maizi.fields.layouts.typeset import own_fonts

    keys = ("company", "name", "title", "mobile", "mail", "address")
    drawn = typst.compile(
        CARD.read_bytes(), format="png", ppi=160, font_paths=own_fonts(),
        sys_inputs=dict(zip(keys, told, strict=True)),
    )  # fmt: skip
    return ContentFile(drawn, name=f"{told[1]}.png")


def _by_hand(dice: random.Random, rows: list[Customer], people: dict[str, User]) -> None:
    for code, names in HAND.items():
        scheme = ClassScheme.objects.get(code=code)
        classes = {c.name: c for c in scheme.classes.all()}
        for name in names:
            chosen = [row for row in rows if dice.random() < 0.22]
            actions.put_into_class(chosen, scheme, classes[name], by=people["linyue"])
    for scheme in classify.schemes_by_rule(timezone.localdate()):
        actions.reclassify_all(scheme)


def _sizes(steward: User) -> None:
    """A scheme of the company's own, whose second version draws the lines elsewhere."""
    scheme = ClassScheme(
        name="企业规模", direction="vertical", position=70,
        segment_criteria="按员工人数，200 人左右是大客户部接手的界线。",
        group_management="大型由大客户部每月拜访，中型每季度，小型以电话为主。",
        resource_allocation="拜访预算的一半给大型，三成给中型。",
    )  # fmt: skip
    actions.save_scheme(scheme, drafts=SIZE, by=steward)
    actions.reclassify_all(scheme)
    kept = {c.name: c.pk for c in scheme.classes.all()}
    wider = [
        ClassDraft("大型", "staff_size.in.medium,large,huge", SIZE[0].note, kept["大型"]),
        ClassDraft("小型", "staff_size.in.small,tiny", SIZE[2].note, kept["小型"]),
        ClassDraft("不明", None, "先补全人数"),
    ]
    actions.save_scheme(
        scheme, drafts=wider, by=steward, reason="年度调整：中型并入大型，单列人数不明的"
    )
    actions.reclassify_all(scheme)


def _marks(dice: random.Random, rows: list[Customer]) -> None:
    """Some numbers turned out dead; some facts were checked lately."""
    for row in dice.sample(rows, min(14, len(rows))):
        if row.mobile:
            actions.mark_bad(row, "mobile", "dead_phone", by=row.owner)
    for row in dice.sample(rows, min(10, len(rows))):
        actions.confirm_facts(row, ["contact", "address"], by=row.owner)


RATINGS = (
    ("4", "4", "direct"), ("2", "4", "direct"), ("1", "1", "none"), ("5", "3", "indirect"),
)  # fmt: skip


def _appraise(lin: User) -> None:
    batches = CollectionBatch.objects.filter(kind="typed").order_by("pk")
    for batch, rating in zip(batches, RATINGS, strict=False):
        actions.appraise_batch(batch, rating=read_rating(*rating), by=lin)
