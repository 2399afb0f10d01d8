"""Credit ratings of the scene, with a body for everything that can be done to them."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from maizi.history.actions import recorded
from maizi.kit.models import SavedView
from maizi.rating import actions, pages
from maizi.rating.models import Attribute, Book, FinancialStatement, Paper, Scorecard, Survey
from maizi.rating.terms import Factor, PaperKind, StatementSpan, Trigger
from tests.customers.importing import lead
from tests.house import fresh

KINDS = (
    "evaluation", "review", "scorecard", "financialstatement", "survey", "book", "attribute",
)  # fmt: skip
LOANS = "编号,收入,违约\nA1,100,0\nA2,50,1\n"
STATEMENTS = "客户编号,报表日期,营业收入\nC-none,2025-12-31,100\n"


class Ratings:
    """boss evaluates chen's customer and asked him to score; a draft card, a book, a review."""

    def __init__(self, house, customer):
        by = fresh(house.boss)
        actions.seed_cards()
        self.card = Scorecard.objects.get(name="5C 评分卡")
        self.draft = actions.revise_card(self.card, by=by)
        self.criterion = self.draft.criteria.first()
        self.trait = self.criterion.traits.first()
        self.customer = customer
        self.evaluation = actions.open_evaluation(customer, self.card, by=by)
        actions.invite(self.evaluation, house.chen, by=by)
        self.paper = actions.add_paper(
            Paper(customer=customer, kind=PaperKind.IDENTITY, received_on=timezone.localdate()),
            by=by,
        )
        end = timezone.localdate() - timedelta(200)
        self.statement = self._made(
            FinancialStatement(customer=customer, period_end=end, span=StatementSpan.YEAR),
            actions.save_statement, by,
        )  # fmt: skip
        self.survey = self._made(
            Survey(customer=customer, on=timezone.localdate(), conclusion="可以月结", bank="农行"),
            actions.save_survey, by,
        )  # fmt: skip
        self.review = actions.raise_review(customer, Trigger.OWNERSHIP, "换股东", by=by)
        self.attribute = self._made(Attribute(name="收入"), actions.save_attribute, by)
        lead(LOANS, by=by, kind=pages.BOOK_IMPORTS, name="旧账.csv").check().bring()
        self.loans = lead(LOANS, by=by, kind=pages.BOOK_IMPORTS, name="旧账.csv").check().run
        self.statements = lead(STATEMENTS, by=by, kind=pages.STATEMENT_IMPORTS).check().run
        self.book = Book.objects.get()
        self.views = {
            name: SavedView.objects.create(kind=f"rating.{name}", owner=house.chen, name="我的")
            for name in KINDS
        }

    def _made(self, row, save, by):
        with recorded(row, "create", by=by):
            save(row, "create", by=by)
        return row


def argument(scene, url: str, name: str):
    """A value for an argument of a route; None where the matrix knows better."""
    if not url.startswith("rating:"):
        return None
    own = scene.ratings
    if name == "verb":
        return {"rating:card_do": "revise", "rating:act": "close"}.get(url)
    return {"criterion": own.criterion.pk, "trait": own.trait.pk}.get(name)


def _nothing(s) -> dict:
    return {}


def _statement(s) -> dict:
    end = timezone.localdate() - timedelta(20)
    return {"customer": s.ratings.customer.pk, "period_end": end.isoformat(), "span": "3",
            "revenue": "100"}  # fmt: skip


def _weights(s) -> dict:
    rows = s.ratings.draft.criteria.prefetch_related("traits")
    found = {f"weight_{one.pk}": "20" for one in rows}
    return found | {f"share_{trait.pk}": "1" for one in rows for trait in one.traits.all()}


def _trait(s) -> dict:
    return {"name": "新项", "share": "1", "measure": "manual", "score_0": "100", "text_0": "好"}


BODIES = {
    "rating:evaluation_edit": lambda s: {"asked_yuan": "1000", "conclusion": "稳"},
    "rating:paragraphs": lambda s: {f"text_{f}": "稳" for f in Factor},
    "rating:marks": _nothing,
    "rating:agree": _nothing,
    "rating:file": lambda s: {"file": SimpleUploadedFile("b.png", s.seal)},
    "rating:act": lambda s: {"reason": "不做了"},
    "rating:begin": lambda s: {"card": s.ratings.card.pk},
    "rating:paper_new": lambda s: {
        "kind": "licence", "received_on": timezone.localdate().isoformat()},
    "rating:statement_new": _statement,
    "rating:financialstatement_edit": _statement,
    "rating:survey_new": lambda s: {
        "customer": s.ratings.customer.pk, "on": timezone.localdate().isoformat(),
        "conclusion": "可以月结"},
    "rating:review_new": lambda s: {"trigger": "guarantor", "text": "担保人破产"},
    "rating:review": lambda s: {"reason": "已核实，影响不大"},
    "rating:scorecard": _weights,
    "rating:scorecard_new": lambda s: {"name": "新卡", "sort": "own", "serves": "enterprise"},
    "rating:scorecard_edit": lambda s: {"name": "5C 评分卡", "sort": "5c", "serves": "enterprise"},
    "rating:card_do": _nothing,
    "rating:criterion_new": lambda s: {"name": "新准则"},
    "rating:trait_new": _trait,
    "rating:trait": _trait,
    "rating:book": _nothing,
    "rating:book_edit": lambda s: {"name": "旧账二"},
    "rating:attribute_new": lambda s: {"name": "年龄", "is_number": "on"},
    "rating:attribute_edit": lambda s: {"name": "月收入", "is_number": "on"},
}  # fmt: skip
for _kind in KINDS:
    BODIES[f"rating:{_kind}_export"] = lambda s: {"reason": "月报", "format": "csv"}
    BODIES[f"rating:{_kind}_save_view"] = lambda s: {"name": "新视图"}
    BODIES[f"rating:{_kind}_remove_view"] = _nothing
for _space, _text, _key in (("statements", STATEMENTS, "customer"), ("books", LOANS, "ref")):
    _at = f"rating:{_space}:imports"
    BODIES |= {
        f"{_at}_new": lambda s, t=_text: {"file": SimpleUploadedFile("新.csv", t.encode())},
        f"{_at}_map": lambda s, k=_key: {"mode": "add", "bad_cells": "choices", "key": k,
                                         "book": "旧账", "bad_words": "1", "good_words": "0"},
        f"{_at}_reread": lambda s: {"encoding": "utf-8"},
        f"{_at}_check": _nothing, f"{_at}_fix": lambda s: {"drop": "on"},
        f"{_at}_start": _nothing, f"{_at}_tell": _nothing, f"{_at}_undo": _nothing,
    }  # fmt: skip
RECORDS = {
    "rating:": lambda s: s.ratings.evaluation,
    "rating:begin": lambda s: s.ratings.customer,
    "rating:dossier": lambda s: s.ratings.customer,
    "rating:paper_new": lambda s: s.ratings.customer,
    "rating:statement_new": lambda s: s.ratings.customer,
    "rating:review_new": lambda s: s.ratings.customer,
    "rating:survey_new": lambda s: s.ratings.customer,
    "rating:survey": lambda s: s.ratings.survey,
    "rating:financialstatement": lambda s: s.ratings.statement,
    "rating:review": lambda s: s.ratings.review,
    "rating:scorecard": lambda s: s.ratings.draft,
    "rating:card_do": lambda s: s.ratings.card,
    "rating:criterion_new": lambda s: s.ratings.draft,
    "rating:trait": lambda s: s.ratings.draft,
    "rating:book": lambda s: s.ratings.book,
    "rating:attribute": lambda s: s.ratings.attribute,
    "rating:books:": lambda s: s.ratings.loans,
    "rating:statements:": lambda s: s.ratings.statements,
}
