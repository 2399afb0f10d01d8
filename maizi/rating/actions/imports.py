"""Loans of an old book out of a sheet: attributes by their headings, and the outcome."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from maizi.history.actions import record_many
from maizi.history.models import HistoryEntry
from maizi.history.terms import Verb
from maizi.kernel.texts import N_, say
from maizi.kit.imports.declare import Kept, Line, Sitting
from maizi.kit.imports.terms import ImportMode, Verdict
from maizi.kit.sheets.headers import Target
from maizi.kit.sheets.kinds import Column, Kind

from .. import access
from ..models import Attribute, Book, BookRow

KEYS = ("ref",)
ROW = BookRow._meta.label_lower
OUTCOMES = "违约 是否违约 结果 好坏 creditability default bad y label outcome"
REFS = "编号 贷款编号 借据号 客户编号 合同号 id no ref"


@dataclass(slots=True)
class Draft:
    """One loan, read."""

    is_bad: bool = False
    told: dict = field(default_factory=dict)
    row_id: int = 0


def may_import(user) -> bool:
    """Whether a person may bring loan books in."""
    return access.may_book(user, "add")


def targets(user) -> list[Target]:
    """Outcome, number, and every attribute that somebody declared."""
    found = [
        Target("outcome", N_("结果"), Kind.TEXT, synonyms=tuple(OUTCOMES.split()), needed=True),
        Target("ref", N_("编号"), Kind.TEXT, synonyms=tuple(REFS.split())),
    ]
    for one in access.visible_attributes(user):
        kind = Kind.DECIMAL if one.is_number else Kind.TEXT
        found.append(Target(_key(one), one.name, kind, synonyms=(one.name,)))
    return found


def columns(user, today: date) -> dict[str, Column]:
    """How the cells of each target are read."""
    found = {
        "outcome": Column(N_("结果"), Kind.TEXT, longest=40, needed=True),
        "ref": Column(N_("编号"), Kind.TEXT, longest=60),
    }
    for one in access.visible_attributes(user):
        kind = Kind.DECIMAL if one.is_number else Kind.TEXT
        longest = 0 if one.is_number else 120
        found[_key(one)] = Column(one.name, kind, longest=longest)
    return found


def prepare(sitting: Sitting, lines: list[Line]) -> None:
    """Read outcomes and attributes. One query a batch."""
    names = {_key(one): one.name for one in Attribute.objects.all()}
    bad, good = _words(sitting, "bad_words"), _words(sitting, "good_words")
    for line in lines:
        if line.is_refused or line.verdict is Verdict.DROPPED:
            continue
        outcome = str(line.values["outcome"]).strip().lower()
        if outcome not in bad and outcome not in good:
            line.refuse(
                say(N_("结果“{word}”既不算违约，也不算正常。请在选项里写明。"), word=outcome),
                "outcome",
            )
            continue
        told = {
            names[key]: str(value) for key, value in line.values.items()
            if key in names and value not in (None, "")
        }  # fmt: skip
        line.draft = Draft(outcome in bad, told)


def decide(sitting: Sitting, lines: list[Line]) -> None:
    """Refuse what is there already. One query."""
    name = sitting.run.options.get("book", "").strip()
    opened = [line for line in lines if line.draft is not None and not line.is_refused]
    if sitting.run.mode == ImportMode.UPDATE or not name:
        words = N_("请写组合的名称。") if not name else N_("组合明细只能新增，不能修改。")
        for line in opened:
            line.refuse(say(words))
        return
    refs = {line.values.get("ref", "") for line in opened} - {""}
    there = BookRow.objects.filter(book__name=name, ref__in=refs)
    taken = set(there.values_list("ref", flat=True))
    for line in opened:
        ref = line.values.get("ref", "")
        if ref and (ref in taken or ref in sitting.memory):
            line.refuse(say(N_("编号“{ref}”在这个组合里已经有了。"), ref=ref), "ref")
            continue
        if ref:
            sitting.memory[ref] = line.number
        line.verdict = Verdict.ADD


def store(sitting: Sitting, lines: list[Line]) -> None:
    """Put the loans into the book, which is made when it is not there."""
    added = [line for line in lines if line.draft is not None and line.verdict is Verdict.ADD]
    if not added:
        return
    name = sitting.run.options["book"].strip()[:60]
    book, _ = Book.objects.get_or_create(name=name)
    rows = [
        BookRow(book=book, ref=line.values.get("ref", ""), is_bad=line.draft.is_bad,
                told=line.draft.told)
        for line in added
    ]  # fmt: skip
    BookRow.objects.bulk_create(rows, batch_size=500)
    told = [(row.pk, str(row), {"is_bad": [None, row.is_bad]}) for row in rows]
    record_many(ROW, lines=told, verb=Verb.IMPORT, by=sitting.user, reason=sitting.run.name,
                chain=sitting.chain)  # fmt: skip
    recount(book)


def undo(sitting: Sitting, entries: Sequence[HistoryEntry]) -> tuple[int, list[Kept]]:
    """Take the loans of an import out again."""
    ids = [e.object_id for e in entries if e.kind == ROW and e.verb == Verb.IMPORT]
    rows = BookRow.objects.filter(pk__in=ids)
    books = list(Book.objects.filter(pk__in=rows.values("book")))
    done = rows.count()
    rows.delete()
    lines = [(id_, "", {}) for id_ in ids]
    record_many(ROW, lines=lines, verb=Verb.UNDO, by=sitting.user, reason=sitting.run.name,
                chain=f"undo-{sitting.run.pk}")  # fmt: skip
    for book in books:
        recount(book)
    return done, []


def recount(book: Book) -> None:
    """Keep how many loans a book has, and how many of them were bad. Two queries and a write."""
    rows = BookRow.objects.filter(book=book)
    book.row_count, book.bad_count = rows.count(), rows.filter(is_bad=True).count()
    book.save(update_fields=["row_count", "bad_count"])


def _key(one: Attribute) -> str:
    return f"attribute{one.pk}"


def _words(sitting: Sitting, name: str) -> set[str]:
    return {word.lower() for word in sitting.run.options.get(name, "").split()}


def written(user, run) -> list[tuple[str, str]]:
    """The book, with its address. One query."""
    name = run.options.get("book", "").strip()
    return [(str(b), b.get_absolute_url()) for b in access.visible_books(user).filter(name=name)]
