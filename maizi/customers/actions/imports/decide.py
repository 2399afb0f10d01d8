"""Inside the transaction: which row is new, which means a stored customer, which one repeats."""

from maizi.kernel.texts import N_, say
from maizi.kit.imports.declare import Line, Sitting
from maizi.kit.imports.terms import ImportMode, Verdict

from ... import rules
from ...terms import PartyType
from .matches import Matches
from .twins import Above, Company, Twin, told_above, worst_above, worst_stored


def decide(sitting: Sitting, lines: list[Line]) -> None:
    """Set the verdicts of a batch (A-12). Six queries at most, whatever the rows."""
    lines = [line for line in lines if line.verdict is not Verdict.DROPPED]
    _assume_party(sitting, lines)
    above, matches = Above(sitting), Matches(sitting, lines)
    new = _settle_known(sitting, lines, matches)
    company = Company(sitting, new)
    leaders: dict[str, Line] = {}
    before: Line | None = None
    for line in lines:
        if not line.draft.values.get("name") and line.draft.row is None:
            _continue(sitting, line, before)
        elif line.draft.row is None and not line.is_refused:
            _settle_new(sitting, line, company, above, leaders)
        if line.verdict in (Verdict.ADD, Verdict.UPDATE, Verdict.SAME):
            above.remember(line)
            leaders.setdefault(line.draft.values.get("name", ""), line)
        if line.verdict is not Verdict.JOIN:
            before = line


def _assume_party(sitting: Sitting, lines: list[Line]) -> None:
    usual = sitting.run.options.get("party_type") or PartyType.ENTERPRISE.value
    for line in lines:
        if "name" in line.draft.values:
            line.draft.values.setdefault("party_type", usual)


def _settle_known(sitting: Sitting, lines: list[Line], matches: Matches) -> list[Line]:
    """Find the stored customers of rows that name one; the other rows, which may be new."""
    mode, new = sitting.run.mode, []
    for line in lines:
        if mode != ImportMode.ADD:
            matches.settle(line)
        if line.is_refused or line.draft.row is not None:
            continue
        if line.draft.no and mode == ImportMode.ADD:
            line.warn(say(N_("新客户的编号由系统给出，文件里的“{no}”没有采用。"), no=line.draft.no[:20]))
        if line.draft.values.get("name"):
            new.append(line)
    return new


def _continue(sitting: Sitting, line: Line, before: Line | None) -> None:
    """A row without a name: further contacts of the row above, or nothing at all."""
    if line.is_refused:
        return
    if before is not None and line.draft.contacts and not before.is_refused:
        line.verdict, line.draft.onto = Verdict.JOIN, before
    elif before is not None and before.is_refused and line.draft.contacts:
        line.refuse(say(N_("它所属的第 {row} 行没有导入。"), row=before.number))
    else:
        line.refuse(say(N_("没有客户名称。请填写，或删除这一行。")))


def _settle_new(sitting: Sitting, line: Line, company: Company, above: Above, leaders: dict):
    values = line.draft.values
    stored, earlier = worst_stored(values, company, above), worst_above(values, above)
    in_file = stored if stored is not None and stored.row is not None else earlier
    if in_file is not None and _joins(line, in_file, leaders):
        return
    worst = max(
        (twin for twin in (stored, earlier) if twin is not None),
        key=lambda twin: twin.severity,
        default=None,
    )
    if worst is not None:
        is_stored = worst.found is not None and worst.row is None
        _judge(sitting, line, worst, company.told(worst) if is_stored else told_above(worst))


def _joins(line: Line, twin: Twin, leaders: dict) -> bool:
    """A second row of the same company with people on it: they become its contacts."""
    values = line.draft.values
    if not line.draft.contacts or values["party_type"] != PartyType.ENTERPRISE:
        return False
    leader = leaders.get(values["name"])
    is_same = leader is not None or twin.found is not None and twin.found.name == values["name"]
    if twin.found is None and leader is None:  # an earlier batch of a dry run
        is_same = twin.by == "name_key"
    if not is_same:
        return False
    line.verdict = Verdict.JOIN
    line.draft.onto = leader or (twin.found.identity.id if twin.found else None)
    return True


def _judge(sitting: Sitting, line: Line, twin: Twin, said) -> None:
    """Block, ask, or only mention: people may well have the same name."""
    is_namesake = twin.by == "name_key" and line.draft.values["party_type"] == PartyType.INDIVIDUAL
    takes_twins = sitting.run.options.get("twins") == "import"
    if twin.severity == rules.Severity.BLOCK or not (is_namesake or takes_twins):
        line.refuse(said)
    else:
        line.warn(said)
