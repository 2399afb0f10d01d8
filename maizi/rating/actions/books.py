"""Loan books, and what a card would have said of them (D-2, issue 6.8)."""

from django.db import transaction
from django.utils import timezone

from maizi.history.actions import record
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import Attribute, BackTest, Book, Scorecard
from ..queries.backtest import told_of_book
from ..terms import Serves

TESTED = N_("组合试算")


@transaction.atomic
def save_attribute(row: Attribute, verb: str, *, by) -> Attribute:
    """Store a column's name; the caller records (`kit.pages.save`)."""
    row.name = " ".join(row.name.split())
    row.save()
    return row


@transaction.atomic
def save_book(row: Book, verb: str, *, by) -> Book:
    """Store a book's name; the caller records (`kit.pages.save`)."""
    row.name = " ".join(row.name.split())
    row.save()
    return row


@transaction.atomic
def back_test(book: Book, card: Scorecard, *, by) -> BackTest:
    """Score every loan of a book by a card, and keep what came out.

    Raises Refused for a card without attributes of books, and for a book with one outcome only.
    """
    if card.serves != Serves.BOOK:
        raise Refused(N_("“{card}”不是组合试算用的评分卡。"), card=str(card), field="card")
    if not book.bad_count or book.bad_count == book.row_count:
        raise Refused(
            N_("“{book}”里只有一种结果，看不出好坏。请导入既有违约、也有正常的明细。"),
            book=str(book),
        )  # fmt: skip
    told = told_of_book(book, card)
    made = BackTest.objects.create(book=book, card=card, told=told, by=by, at=timezone.now())
    record(book, verb=TESTED, by=by, reason=str(card))
    return made
