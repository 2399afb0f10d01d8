"""Who is here already: in the company, and further up in the same file (A-12)."""

from collections.abc import Iterable
from dataclasses import dataclass

from maizi.kernel.masking import mask_name
from maizi.kernel.texts import N_, Said, say
from maizi.kit.imports.declare import Line, Sitting
from maizi.kit.imports.terms import Phase

from ... import queries, rules
from ...models import Customer
from ...terms import PartyType

TELLING = ("usc_code", "mobile", "name_key")
MOST_FOUND = 20_000
MOST_REMEMBERED = 1_500_000
STORED = {
    "usc_code": N_(
        "统一社会信用代码与已有客户“{name}”（{ask}）相同，没有重复建档。可以打开它，或申请查看。"
    ),
    "mobile": N_("手机号与已有客户“{name}”（{ask}）相同。可以打开它，或申请查看。"),
    "name_key": N_("已有客户“{name}”（{ask}），名称相同或只差“公司”等字样。"),
}
ABOVE = {
    "usc_code": N_("统一社会信用代码与第 {row} 行相同。"),
    "mobile": N_("手机号与第 {row} 行相同。"),
    "name_key": N_("名称与第 {row} 行相同或只差“公司”等字样。"),
}
HIGHER_UP = {
    "usc_code": N_("统一社会信用代码与本文件前面的一行相同。"),
    "mobile": N_("手机号与本文件前面的一行相同。"),
    "name_key": N_("名称与本文件前面的一行相同或只差“公司”等字样。"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """One customer in the company that a row may mean, and whom to ask about it."""

    identity: rules.Identity
    name: str
    ask: str
    import_id: int | None


@dataclass(frozen=True, slots=True)
class Twin:
    """The worst duplicate of a row.

    by     column by which they are the same
    row    line of the file further up, 0 when it is not known which, None for a stored one
    """

    by: str
    severity: rules.Severity
    row: int | None = None
    found: Found | None = None


class Company:
    """Stored customers that share a code, number or name with a row of the batch."""

    def __init__(self, sitting: Sitting, lines: Iterable[Line]):
        drafts = [line.draft.values for line in lines]
        self._by: dict[tuple[str, str], list[Found]] = {}
        self._user = sitting.user
        self._visible: set[int] | None = None
        for name in TELLING:
            values = {draft[name] for draft in drafts if draft.get(name)}
            if values:
                self._find(name, values)

    def like(self, values: dict) -> list[tuple[str, Found]]:
        """(column, customer) pairs that share a value with this row."""
        return [
            (name, found)
            for name in TELLING
            if values.get(name)
            for found in self._by.get((name, values[name]), ())
        ]

    def told(self, twin: Twin) -> Said:
        """The sentence about a stored duplicate, masked where the person does not see it."""
        found = twin.found
        if self._visible is None:
            ids = {one.identity.id for several in self._by.values() for one in several}
            self._visible = queries.visible_ids(self._user, ids)
        is_visible = found.identity.id in self._visible
        name = found.name if is_visible else mask_name(found.name)
        return say(STORED[twin.by], name=name, ask=found.ask)

    def _find(self, name: str, values: set[str]) -> None:
        rows = Customer.objects.filter(**{f"{name}__in": values}).order_by().values_list(
            "id", "party_type", "name_key", "mobile", "usc_code", "name", "owner__name",
            "pool__name", "import_id", name,
        )  # fmt: skip
        # Sorted here: told to sort, a database may walk all customers in order of id.
        for id_, party, key, mobile, code, title, owner, pool, import_id, value in sorted(
            rows[:MOST_FOUND]
        ):
            identity = rules.Identity(PartyType(party), key, mobile, code, id_)
            found = Found(identity, title, owner or pool or "", import_id)
            self._by.setdefault((name, value), []).append(found)


class Above:
    """The rows of the same file that came before, as far as they were taken."""

    def __init__(self, sitting: Sitting):
        self._memory = sitting.memory
        self._run_id = sitting.run.pk
        self._is_dry = sitting.phase is Phase.CHECK

    def row_of(self, name: str, value: str) -> int | None:
        """Line of an earlier row with this value."""
        return self._memory.get(hash((name, value)))

    def is_of_this_file(self, found: Found) -> bool:
        """Whether a stored customer came in with this very import."""
        return found.import_id == self._run_id

    def remember(self, line: Line) -> None:
        """Keep what later rows may repeat; 64 bits each, so that a large file stays small."""
        if len(self._memory) < MOST_REMEMBERED:
            for name in (*TELLING, "name"):
                if value := line.draft.values.get(name):
                    self._memory.setdefault(hash((name, value)), line.number)


def identity_of(values: dict, id_: int | None = None) -> rules.Identity:
    """What tells the customer of a row from others."""
    return rules.Identity(
        PartyType(values["party_type"]), values.get("name_key", ""), values.get("mobile", ""),
        values.get("usc_code", ""), id_,
    )  # fmt: skip


def worst_stored(values: dict, company: Company, above: Above) -> Twin | None:
    """The worst duplicate among the stored customers, those of this very file included."""
    own = identity_of(values)
    found = company.like(values)
    judged = rules.duplicates_among(own, [one.identity for _, one in found])
    for duplicate in judged[:1]:
        one = next(one for _, one in found if one.identity.id == duplicate.id)
        by = next(name for name in TELLING if values.get(name) == getattr(one.identity, name))
        row = above.row_of(by, values[by]) or 0 if above.is_of_this_file(one) else None
        return Twin(by, duplicate.severity, row, one)
    return None


def worst_above(values: dict, above: Above) -> Twin | None:
    """The worst duplicate among earlier rows of the file that are not stored (yet)."""
    is_person = values["party_type"] == PartyType.INDIVIDUAL
    worst = None
    for name in TELLING:
        row = above.row_of(name, values[name]) if values.get(name) else None
        if row is None:
            continue
        blocks = name == "usc_code" or name == "mobile" and is_person
        severity = rules.Severity.BLOCK if blocks else rules.Severity.WARN
        if worst is None or severity > worst.severity:
            worst = Twin(name, severity, row)
    return worst


def told_above(twin: Twin) -> Said:
    """The sentence about a duplicate in the same file."""
    return say(ABOVE[twin.by], row=twin.row) if twin.row else say(HIGHER_UP[twin.by])
