"""Who is here already: in the company, and further up in the same file (A-12)."""

from collections.abc import Iterable
from dataclasses import dataclass

from maizi.kernel.masking import mask_name
from maizi.kernel.texts import N_, Said, say
from maizi.kit.imports.declare import Line, Sitting
from maizi.kit.imports.terms import Phase

from ... import queries, rules
from ...models import Customer
from ...terms import Consequence, MatchDoor, MatchRule

MOST_REMEMBERED = 1_500_000
STOPS = (Consequence.BLOCK, Consequence.WARN)
STORED = {
    MatchRule.CODE: N_(
        "统一社会信用代码与已有客户“{name}”（{ask}）相同，没有重复建档。可以打开它，或申请查看。"
    ),
    MatchRule.OWN_MOBILE: N_("手机号与已有客户“{name}”（{ask}）相同。可以打开它，或申请查看。"),
    MatchRule.PHONE: N_("电话与已有客户“{name}”（{ask}）相同。可以打开它，或申请查看。"),
    MatchRule.NAME: N_("已有客户“{name}”（{ask}），名称相同或只差“公司”等字样。"),
    MatchRule.SIMILAR: N_("已有客户“{name}”（{ask}），名称相近。"),
    MatchRule.MAIL: N_("邮箱与已有客户“{name}”（{ask}）相同。"),
    MatchRule.ADDRESS: N_("地址与已有客户“{name}”（{ask}）相同。"),
}
ABOVE = {
    MatchRule.CODE: N_("统一社会信用代码与第 {row} 行相同。"),
    MatchRule.OWN_MOBILE: N_("手机号与第 {row} 行相同。"),
    MatchRule.PHONE: N_("手机号与第 {row} 行相同。"),
    MatchRule.NAME: N_("名称与第 {row} 行相同或只差“公司”等字样。"),
    MatchRule.SIMILAR: N_("名称与第 {row} 行相近。"),
}
HIGHER_UP = {
    MatchRule.CODE: N_("统一社会信用代码与本文件前面的一行相同。"),
    MatchRule.OWN_MOBILE: N_("手机号与本文件前面的一行相同。"),
    MatchRule.PHONE: N_("手机号与本文件前面的一行相同。"),
    MatchRule.NAME: N_("名称与本文件前面的一行相同或只差“公司”等字样。"),
    MatchRule.SIMILAR: N_("名称与本文件前面的一行相近。"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """One customer in the company that a row may mean, and whom to ask about it."""

    id: int
    name: str
    ask: str
    import_id: int | None


@dataclass(frozen=True, slots=True)
class Twin:
    """The worst duplicate of a row.

    by     rule by which they are the same
    row    line of the file further up, 0 when it is not known which, None for a stored one
    """

    by: MatchRule
    consequence: Consequence
    row: int | None = None
    known: Known | None = None


class Company:
    """Stored customers that may be those of the batch's rows. At most seven queries."""

    def __init__(self, sitting: Sitting, lines: Iterable[Line]):
        self._user, self.policy = sitting.user, queries.policy_now()
        self._similar = queries.similar_percent()
        self.facts = {id(line): facts_of_line(line) for line in lines}
        keys = {id_: rules.keys_of(facts) for id_, facts in self.facts.items()}
        met = queries.met_by({key for several in keys.values() for key in several})
        stored = queries.stored_facts({one for several in met.values() for one in several})
        self._near = {
            id_: [stored[one] for one in {c for key in own for c in met.get(key, ())}
                  if one in stored]
            for id_, own in keys.items()
        }  # fmt: skip
        self._known: dict[int, Known] | None = None
        self._visible: set[int] | None = None

    def like(self, line: Line) -> list[rules.Found]:
        """Stored customers like the row, worst first."""
        near = self._near.get(id(line))
        if not near:
            return []
        return rules.found_at(
            MatchDoor.IMPORT, new=self.facts[id(line)], stored=near, policy=self.policy,
            similar_percent=self._similar,
        )  # fmt: skip

    def known(self, id_: int) -> Known:
        """Name, responsible person and import of a stored customer. One query for the batch."""
        if self._known is None:
            ids = {facts.id for near in self._near.values() for facts in near}
            columns = ("id", "name", "owner__name", "pool__name", "import_id")
            rows = Customer.objects.filter(pk__in=ids).order_by().values_list(*columns)
            self._known = {
                pk: Known(pk, name, owner or pool or "", run) for pk, name, owner, pool, run in rows
            }
        return self._known[id_]

    def told(self, twin: Twin) -> Said:
        """The sentence about a stored duplicate, masked where the person does not see it."""
        known = twin.known
        if self._visible is None:
            self._visible = queries.visible_ids(self._user, self._known or ())
        name = known.name if known.id in self._visible else mask_name(known.name)
        return say(STORED[twin.by], name=name, ask=known.ask)


class Above:
    """The rows of the same file that came before, as far as they were taken."""

    def __init__(self, sitting: Sitting):
        self._memory = sitting.memory
        self._run_id = sitting.run.pk
        self._is_dry = sitting.phase is Phase.CHECK

    def row_of(self, mark: str, value: str) -> int | None:
        """Line of an earlier row with this value."""
        return self._memory.get(hash((mark, value)))

    def is_of_this_file(self, known: Known) -> bool:
        """Whether a stored customer came in with this very import."""
        return known.import_id == self._run_id

    def remember(self, line: Line, facts: rules.Facts) -> None:
        """Keep what later rows may repeat; 64 bits each, so that a large file stays small."""
        if len(self._memory) >= MOST_REMEMBERED:
            return
        name = line.draft.values.get("name")
        for mark, value in [*marks_of(facts), *([("title", name)] if name else [])]:
            self._memory.setdefault(hash((mark, value)), line.number)


def facts_of_line(line: Line) -> rules.Facts:
    """What tells the customer of a row from others: the row's own words over the stored ones."""
    draft = line.draft
    values = dict(draft.values)
    if draft.row is not None:
        values = {"party_type": draft.row.party_type, "id": draft.row.pk} | values
    numbers = [one[name] for one in draft.contacts for name in ("mobile", "phone") if one.get(name)]
    mails = [one["email"] for one in draft.contacts if one.get("email")]
    return queries.facts_of_values(values, numbers, mails)


def marks_of(facts: rules.Facts) -> list[tuple[str, str]]:
    """What may be the same in two rows of one file: (code, mobile, name, whole or sound, value)."""
    name = facts.name
    found = [("code", facts.code), ("mobile", facts.own_mobile), ("name", facts.name_key)]
    if not facts.is_person:
        found.append(("whole", name.whole if name.core else ""))
    if not facts.is_person and len(name.sounds) > 2:
        place = "".join(name.place)
        found.append(("sound", f"{place}|{name.branch}|{' '.join(sorted(name.sounds))}"))
    return [(mark, value) for mark, value in found if value]


def worst_stored(line: Line, company: Company, above: Above) -> Twin | None:
    """The worst duplicate among the stored customers, those of this very file included."""
    for found in company.like(line)[:1]:
        by, known = found.reasons[0], company.known(found.id)
        row = None
        if above.is_of_this_file(known):
            row = next(
                (at for mark in marks_of(company.facts[id(line)]) if (at := above.row_of(*mark))), 0
            )
        return Twin(by, found.consequence, row, known)
    return None


def worst_above(facts: rules.Facts, above: Above, policy: rules.Policy) -> Twin | None:
    """The worst duplicate among earlier rows of the file that are not stored (yet)."""
    mobile = MatchRule.OWN_MOBILE if facts.is_person else MatchRule.PHONE
    by_mark = {
        "code": MatchRule.CODE, "mobile": mobile, "name": MatchRule.NAME,
        "whole": MatchRule.NAME, "sound": MatchRule.SIMILAR,
    }  # fmt: skip
    worst = None
    for mark, value in marks_of(facts):
        consequence = policy[by_mark[mark], MatchDoor.IMPORT]
        row = above.row_of(mark, value) if consequence in STOPS else None
        if row is not None and (worst is None or consequence == Consequence.BLOCK):
            worst = worst if worst and worst.consequence == Consequence.BLOCK else Twin(
                by_mark[mark], consequence, row
            )  # fmt: skip
    return worst


def told_above(twin: Twin) -> Said:
    """The sentence about a duplicate in the same file."""
    return say(ABOVE[twin.by], row=twin.row) if twin.row else say(HIGHER_UP[twin.by])
