"""Which part goes into which model, out of sheets: a row a pair."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils import translation

from maizi.catalog.models import Product
from maizi.history.actions import record_many
from maizi.history.models import HistoryEntry
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say
from maizi.kit.imports.declare import Kept, Line, Sitting
from maizi.kit.imports.terms import ImportMode, Verdict
from maizi.kit.sheets.headers import Target
from maizi.kit.sheets.kinds import Column, Kind

from .. import access
from ..models import Fitting
from .registers import check_fitting

KEYS = ("part",)
FITTING = Fitting._meta.label_lower
# key, label, kind, words people use, longest
FIELDS: tuple[tuple[str, str, Kind, str, int], ...] = (
    ("part", N_("备件"), Kind.TEXT, "备件名称 备件编号 配件 零件 part", 120),
    ("model", N_("机型"), Kind.TEXT, "产品型号 型号 整机 商品 model", 120),
    ("pieces", N_("每台件数"), Kind.DECIMAL, "单台用量 用量 数量 pieces", 0),
    ("probability", N_("故障概率"), Kind.DECIMAL, "损坏率 易损率 故障率 probability", 0),
    ("note", N_("依据"), Kind.TEXT, "说明 备注 来源 note", 200),
)
NEEDED = ("part", "model", "probability")
MOST = Decimal(20)


@dataclass(slots=True)
class Draft:
    """One row, looked up."""

    part: Product | None = None
    model: Product | None = None


def may_import(user) -> bool:
    """Whether a person may bring fittings in."""
    return access.may_set_up(user, "import") and access.may_set_up(user, "add")


def targets(user) -> list[Target]:
    """What columns can mean."""
    return [
        Target(key, label, kind, synonyms=_synonyms(label, words), needed=key in NEEDED)
        for key, label, kind, words, _longest in FIELDS
    ]


def columns(user, today: date) -> dict[str, Column]:
    """How the cells of each target are read."""
    return {
        key: Column(label, kind, longest=longest, needed=key in NEEDED, choices={}, today=None)
        for key, label, kind, _words, longest in FIELDS
    }


def prepare(sitting: Sitting, lines: list[Line]) -> None:
    """Nothing is known without the database; no query."""
    for line in lines:
        if not line.is_refused and line.verdict is not Verdict.DROPPED:
            line.draft = Draft()


def decide(sitting: Sitting, lines: list[Line]) -> None:
    """Find both products of each row, and the pairs that are there. Four queries."""
    open_lines = [line for line in lines if line.draft is not None and not line.is_refused]
    if sitting.run.mode == ImportMode.UPDATE:
        for line in open_lines:
            line.refuse(say(N_("备件用量表不能用导入修改。请选“只新增”。")))
        return
    names = {line.values[key].strip() for line in open_lines for key in ("part", "model")}
    goods: dict[str, dict[int, Product]] = {}
    for field in ("no", "name", "model"):
        for row in Product.objects.filter(**{f"{field}__in": names}):
            goods.setdefault(getattr(row, field), {})[row.pk] = row
    pairs = [(line, *(_one(line, goods, key) for key in ("part", "model"))) for line in open_lines]
    pairs = [(line, part, model) for line, part, model in pairs if part and model]
    known = Fitting.objects.filter(part__in={part for _line, part, _model in pairs})
    known = {*known.values_list("part", "model"), *sitting.memory}
    for line, part, model in pairs:
        _settle(line, part, model, known)
        if not line.is_refused:
            sitting.memory[part.pk, model.pk] = line.number
            known.add((part.pk, model.pk))


def store(sitting: Sitting, lines: list[Line]) -> None:
    """Give every new pair its record. One query, and those of the history."""
    rows = []
    for line in lines:
        if line.draft is None or line.verdict is not Verdict.ADD:
            continue
        rows.append(_fitting(line, import_id=sitting.run.pk))
    Fitting.objects.bulk_create(rows)
    told = [(row.pk, str(row), {"probability": [None, str(row.probability)]}) for row in rows]
    if told:
        record_many(FITTING, lines=told, verb=Verb.IMPORT, by=sitting.user,
                    reason=sitting.run.name, chain=sitting.chain)  # fmt: skip


def undo(sitting: Sitting, entries: Sequence[HistoryEntry]) -> tuple[int, list[Kept]]:
    """Take the pairs out again; plans keep what they reckoned with."""
    ids = {e.object_id: e.title for e in entries if e.kind == FITTING and e.verb == Verb.IMPORT}
    gone = list(Fitting.objects.filter(pk__in=ids).values_list("pk", flat=True))
    Fitting.objects.filter(pk__in=gone).delete()
    record_many(FITTING, lines=[(pk, ids[pk], {}) for pk in gone], verb=Verb.UNDO,
                by=sitting.user, reason=sitting.run.name,
                chain=f"undo-{sitting.run.pk}")  # fmt: skip
    return len(gone), []


def _settle(line: Line, part: Product, model: Product, known: Collection) -> None:
    if not 0 <= line.values["probability"] <= MOST:
        line.refuse(say(N_("故障概率要在 0 到 20 之间，如 0.012。")), "probability")
        return
    if (part.pk, model.pk) in known:
        line.refuse(say(N_("这个机型已经登记过这个备件。请修改那一行。")), "model")
        return
    line.draft.part, line.draft.model = part, model
    try:
        check_fitting(_fitting(line))
    except Refused as refusal:
        line.refuse(say(refusal.message, **refusal.params), refusal.field)


def _fitting(line: Line, *, import_id: int | None = None) -> Fitting:
    """The record of one row; no number of pieces means one."""
    pieces = line.values.get("pieces")
    return Fitting(
        part=line.draft.part, model=line.draft.model,
        pieces=Decimal(1) if pieces is None else pieces, import_id=import_id,
        probability=line.values["probability"], note=line.values.get("note") or "",
    )  # fmt: skip


def _one(line: Line, goods: dict, key: str) -> Product | None:
    """The only product of this name; the line is refused for none and for several."""
    name = line.values[key].strip()
    found = goods.get(name, {})
    if len(found) == 1:
        return next(iter(found.values()))
    line.refuse(
        say(N_("有 {count} 个商品叫“{name}”。请改填编号。"), count=len(found), name=name)
        if found else say(N_("没有找到商品“{name}”。"), name=name), key,
    )  # fmt: skip
    return None


def _synonyms(label: str, words: str) -> tuple[str, ...]:
    """Our own Chinese word first, whatever language the page is in."""
    with translation.override("zh-hans"):
        return tuple(dict.fromkeys([label, *words.split()]))
