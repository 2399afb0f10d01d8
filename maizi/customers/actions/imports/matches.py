"""Which stored customer a row of an updating import means, and whether it may be changed."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from maizi.accounts.access import rights_of, within
from maizi.history.models import HistoryEntry
from maizi.kernel.texts import N_, say
from maizi.kit.imports.declare import Line, Sitting
from maizi.kit.imports.terms import ImportMode, Phase, Verdict

from ... import access, rules
from ...models import Collaborator, Customer
from .write import KIND

COLUMN_OF = {"no": "no", "usc_code": "usc_code", "mobile": "mobile", "name": "name_key"}
MOST_FOUND = 20_000


class Matches:
    """Stored customers that the rows of a batch name by the chosen key. Three queries at most."""

    def __init__(self, sitting: Sitting, lines: Iterable[Line]):
        self._sitting = sitting
        self._key = sitting.run.options.get("key") or "no"
        self._rows: dict[str, list[Customer]] = {}
        self._met: dict[int, Line] = {}
        self._done: set[int] = set()
        if sitting.run.mode == ImportMode.ADD:
            return
        values = {value for line in lines if (value := self._value(line))}
        self._find(values)

    def settle(self, line: Line) -> None:
        """Give the line its stored customer, or say why it has none."""
        value = self._value(line)
        found = self._rows.get(value, []) if value else []
        only_updates = self._sitting.run.mode == ImportMode.UPDATE
        if len(found) == 1:
            self._take(line, found[0])
        elif len(found) > 1:
            line.refuse(
                say(N_("有 {count} 个客户符合“{value}”，分不清是哪一个。请改用客户编号查找。"),
                    count=len(found), value=value[:40])
            )  # fmt: skip
        elif only_updates and value:
            line.refuse(say(N_("没有找到“{value}”，或您不能修改它。"), value=value[:40]))
        elif only_updates and not (line.draft.contacts and not line.draft.values.get("name")):
            line.refuse(say(N_("用来查找的那一格是空的。请填写，或换一个字段查找。")))

    def _value(self, line: Line) -> str:
        if self._key == "no":
            return line.draft.no
        if self._key == "name":
            return rules.name_key(line.draft.values.get("name", ""))
        return line.draft.values.get(self._key, "")

    def _find(self, values: set[str]) -> None:
        name = COLUMN_OF[self._key]
        rows = _changeable(self._sitting.user).filter(**{f"{name}__in": values})
        if self._sitting.phase is Phase.IMPORT:
            rows = rows.select_for_update(of=("self",))
        for row in rows.order_by("id")[:MOST_FOUND]:
            self._rows.setdefault(getattr(row, name), []).append(row)
        ids = [row.pk for several in self._rows.values() for row in several]
        if self._sitting.phase is Phase.IMPORT and ids:
            written = HistoryEntry.objects.filter(
                kind=KIND, object_id__in=ids, chain=self._sitting.chain
            )
            self._done = set(written.values_list("object_id", flat=True))

    def _take(self, line: Line, row: Customer) -> None:
        earlier = self._met.get(row.pk)
        known = self._sitting.memory.get(row.pk, 0)
        if earlier is None and not known and row.pk not in self._done:
            self._met[row.pk] = line
            self._sitting.memory[row.pk] = line.number
            line.draft.row, line.verdict = row, Verdict.UPDATE
            return
        if line.draft.contacts:
            line.verdict = Verdict.JOIN
            line.draft.row, line.draft.onto = row, earlier or row.pk
            return
        number = earlier.number if earlier else known
        if number:
            line.refuse(say(N_("与第 {row} 行更新的是同一个客户。请只保留一行。"), row=number))
        else:
            line.refuse(say(N_("与前面一行更新的是同一个客户。请只保留一行。")))


def _changeable(user) -> QuerySet[Customer]:
    """The customers a person sees and may change: in his sight, or shared to be changed."""
    sight = rights_of(user).sight("customer", "change")
    if sight.everything:
        return access.visible_customers(user)
    today = timezone.localdate()
    shared = Collaborator.objects.filter(Q(until=None) | Q(until__gte=today))
    shared = shared.filter(user=user.pk, can_change=True).values("customer")
    return access.visible_customers(user).filter(within(user, sight) | Q(pk__in=shared))
