"""Inside the transaction: which row is new, which means a stored customer, which one repeats."""

from maizi.kernel.texts import N_, say
from maizi.kit.imports.declare import Line, Sitting
from maizi.kit.imports.terms import ImportMode, Verdict

from ...terms import Consequence, MatchRule, PartyType
from .answers import settle_answers
from .change import note_changes
from .matches import Matches
from .people import refuse_decision_makers
from .twins import (
    STOPS,
    Above,
    Company,
    Twin,
    told_above,
    worst_above,
    worst_stored,
)  # fmt: skip


def decide(sitting: Sitting, lines: list[Line]) -> None:
    """Set the verdicts of a batch (A-12). Thirteen queries at most, whatever the rows."""
    is_open = {id(line) for line in lines if line.draft is not None and not line.is_refused}
    opened = [line for line in lines if id(line) in is_open]
    above, matches = Above(sitting), Matches(sitting, opened)
    _settle_known(sitting, opened, matches)
    company = Company(sitting, opened)
    leaders: dict[str, Line] = {}
    before: Line | None = None
    for line in lines:
        if id(line) in is_open and not line.is_refused:
            _settle(sitting, line, (company, above, leaders), before)
        is_taken = line.verdict in (Verdict.ADD, Verdict.UPDATE, Verdict.SAME)
        if is_taken and id(line) in company.facts:
            above.remember(line, company.facts[id(line)])
            leaders.setdefault(line.draft.values.get("name", ""), line)
        if line.texts.get("name"):
            before = line


def _settle_known(sitting: Sitting, lines: list[Line], matches: Matches) -> None:
    """Find the stored customers of rows that name one; the other rows may be new."""
    usual = sitting.run.options.get("party_type") or PartyType.ENTERPRISE.value
    for line in lines:
        if sitting.run.mode != ImportMode.ADD:
            matches.settle(line)
        if line.draft.row is None and line.draft.values.get("name"):
            line.draft.values.setdefault("party_type", usual)
    refuse_decision_makers(lines)
    settle_answers(sitting, lines)


def _settle(sitting: Sitting, line: Line, known: tuple, before: Line | None) -> None:
    """One row: goes on with the row above, means a stored customer, or is a new one."""
    company, above, leaders = known
    if line.verdict is Verdict.JOIN:
        return
    if line.draft.row is not None:
        _settle_changed(sitting, line, company)
    elif not line.draft.values.get("name"):
        _continue(line, before)
    else:
        _settle_new(sitting, line, (company, above), leaders)


def _settle_changed(sitting: Sitting, line: Line, company: Company) -> None:
    """A change may not make two customers one (A-12)."""
    for found in company.like(line)[:1]:
        if found.consequence == Consequence.BLOCK:
            known = company.known(found.id)
            line.refuse(company.told(Twin(found.reasons[0], found.consequence, None, known)))
            return
    line.draft.twins = company.like(line)
    note_changes(sitting, line)


def _continue(line: Line, before: Line | None) -> None:
    """A row without a name: further contacts of the row above, or nothing at all."""
    if before is not None and line.draft.contacts and not before.is_refused:
        line.verdict, line.draft.onto = Verdict.JOIN, before
    elif before is not None and line.draft.contacts:
        line.refuse(say(N_("它所属的第 {row} 行没有导入。"), row=before.number))
    else:
        line.refuse(say(N_("没有客户名称。请填写，或删除这一行。")))


def _settle_new(sitting: Sitting, line: Line, known: tuple, leaders: dict) -> None:
    company, above = known
    facts = company.facts[id(line)]
    stored, earlier = worst_stored(line, company, above), worst_above(facts, above, company.policy)
    in_file = stored if stored is not None and stored.row is not None else earlier
    if in_file is not None and _joins(line, in_file, leaders):
        return
    line.draft.twins = company.like(line)
    twins = [t for t in (stored, earlier) if t is not None and t.consequence in STOPS]
    worst = max(twins, key=lambda t: t.consequence == Consequence.BLOCK, default=None)
    if worst is not None:
        is_stored = worst.known is not None and worst.row is None
        _judge(sitting, line, worst, company.told(worst) if is_stored else told_above(worst))


def _joins(line: Line, twin: Twin, leaders: dict) -> bool:
    """A second row of the same company with people on it: they become its contacts."""
    values = line.draft.values
    if not line.draft.contacts or values["party_type"] != PartyType.ENTERPRISE:
        return False
    leader = leaders.get(values["name"])
    is_same = leader is not None or twin.known is not None and twin.known.name == values["name"]
    if twin.known is None and leader is None:  # an earlier batch of a dry run
        is_same = twin.by == MatchRule.NAME
    if not is_same:
        return False
    line.verdict = Verdict.JOIN
    line.draft.onto = leader or (twin.known.id if twin.known else None)
    return True


def _judge(sitting: Sitting, line: Line, twin: Twin, said) -> None:
    """Block, ask, or only mention: people may well have the same name."""
    is_namesake = (
        twin.by == MatchRule.NAME and line.draft.values["party_type"] == PartyType.INDIVIDUAL
    )
    takes_twins = sitting.run.options.get("twins") == "import"
    if twin.consequence == Consequence.BLOCK or not (is_namesake or takes_twins):
        line.refuse(said)
    else:
        line.warn(said)
