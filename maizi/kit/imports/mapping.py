"""Which column goes where: proposed, chosen by a person, remembered for the next file."""

from collections.abc import Mapping, Sequence

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_

from ..models import ImportRun, RememberedColumn
from ..sheets.headers import Proposal, Reason, Target, propose
from ..sheets.kinds import Kind
from ..sheets.sheet import Sheet
from .declare import Importer, key_of, place_of

SAMPLE_ROWS = 200
SAMPLES_SHOWN = 3
SURE = 0.6
NUMBERS = frozenset((Kind.MONEY, Kind.INTEGER, Kind.DECIMAL))
HEADER_LENGTH = RememberedColumn._meta.get_field("header").max_length


def proposed_columns(importer: Importer, user, sheet: Sheet) -> list[dict]:
    """One entry a column: header, proposed place, how sure, why, and some of its cells."""
    rows = [cells for _, cells in sheet.sample(SAMPLE_ROWS)]
    remembered = remembered_columns(importer, user, sheet.headers)
    known = {header: key_of(place)[0] for header, place in remembered.items()}
    targets = importer.targets(user)
    found = propose(sheet.headers, targets, samples=rows, remembered=known)
    found = _with_needed([_without_guess(one, targets) for one in found], targets, rows)
    return [
        {
            "header": one.header,
            "target": _place(one, remembered),
            "confidence": one.confidence,
            "reason": one.reason.value,
            "rival": one.rival,
            "sample": _sample(rows, one.column),
        }
        for one in found
    ]


def chosen_columns(importer: Importer, user, columns: list[dict], places: Sequence[str]) -> list:
    """The entries with the places a person chose. Raises Refused when they do not go together."""
    allowed = {target.key: target for target in importer.targets(user)}
    taken: dict[str, str] = {}
    for column, place in zip(columns, places, strict=True):
        if not place:
            continue
        target = allowed.get(key_of(place)[0])
        if target is None:
            raise Refused(N_("列“{header}”对应的字段您不能填写，请改选。"), header=column["header"])
        if place in taken:
            raise Refused(
                N_("列“{header}”和“{other}”都对应到“{target}”。一个字段只能对应一列。"),
                header=column["header"], other=taken[place], target=target.label,
            )  # fmt: skip
        taken[place] = column["header"]
    return [{**column, "target": place} for column, place in zip(columns, places, strict=True)]


def needed_but_missing(importer: Importer, user, columns: list[dict]) -> list[Target]:
    """Targets that a new record needs and no column fills."""
    places = {column["target"] for column in columns}
    return [one for one in importer.targets(user) if one.needed and one.key not in places]


def remembered_columns(importer: Importer, user, headers: Sequence[str]) -> Mapping[str, str]:
    """Header → place as chosen before: by the person, else by whoever did so last. One query."""
    names = [header[:HEADER_LENGTH] for header in headers]
    rows = RememberedColumn.objects.filter(kind=importer.kind, header__in=names)
    found: dict[str, str] = {}
    own: set[str] = set()
    for header, place, by in rows.order_by("-id").values_list("header", "target", "by"):
        is_own = by == user.pk
        if is_own or header not in found:
            if header not in own:
                found[header] = place
            own |= {header} if is_own else set()
    return found


def remember(run: ImportRun, *, by) -> None:
    """Keep what a person chose for each column name, for the next file. Two statements."""
    choices = {c["header"][:HEADER_LENGTH]: c["target"] for c in run.columns}
    RememberedColumn.objects.filter(kind=run.kind, by=by, header__in=choices).delete()
    RememberedColumn.objects.bulk_create(
        [
            RememberedColumn(kind=run.kind, by=by, header=header, target=place)
            for header, place in choices.items()
        ]
    )


def _without_guess(one: Proposal, targets: Sequence[Target]) -> Proposal:
    """A column of numbers without a name is rather a running number than money."""
    kinds = {target.key: target.kind for target in targets}
    if one.reason is Reason.CONTENT and kinds[one.target] in NUMBERS:
        return Proposal(one.column, one.header)
    return one


def _with_needed(found: list[Proposal], targets: Sequence[Target], rows) -> list[Proposal]:
    """Give a needed target that got no column the one that could mean it too: 姓名, 联系人."""
    held = {one.target for one in found}
    for target in targets:
        if target.needed and target.key not in held:
            again = propose([one.header for one in found], [target], samples=rows)
            sure = [one for one in again if one.target and one.confidence >= SURE]
            found = [*found]
            for one in sure[:1]:
                found[one.column] = one
    return found


def _place(one, remembered: Mapping[str, str]) -> str:
    if not one.target:
        return ""
    before = remembered.get(one.header[:HEADER_LENGTH], "")
    if before and key_of(before)[0] == one.target:
        return before
    return place_of(one.target, one.slot)


def _sample(rows: Sequence[Sequence[str]], column: int) -> list[str]:
    cells = dict.fromkeys(row[column][:60] for row in rows if row[column])
    return list(cells)[:SAMPLES_SHOWN]
