"""What may be chosen of a bundle, and whether anything may be chosen at all (I-2, C-20)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, Said, say

from ..terms import RelationSort

MOST_STEPS = 20_000


@dataclass(frozen=True, slots=True)
class Choice:
    """A group of parts of which so many are chosen: at least `least`, at most `most`."""

    id: int
    name: str
    least: int
    most: int
    options: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """Choosing `one` requires or excludes `other`; both are options."""

    sort: RelationSort
    one: int
    other: int


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that decides what may be chosen.

    fixed  options that are always part of it
    names  option -> what it is called
    """

    fixed: frozenset[int]
    choices: tuple[Choice, ...]
    relations: tuple[Relation, ...]
    names: dict[int, str]

    @property
    def options(self) -> list[int]:
        return [option for choice in self.choices for option in choice.options]


def wrong_with(plan: Plan, chosen: Iterable[int]) -> list[Said]:
    """Why a selection is not allowed, in sentences; empty when it is."""
    chosen = frozenset(chosen) | plan.fixed
    said = [say(N_("选择里有不属于这个组合的商品。"))] if chosen - _known(plan) else []
    for choice in plan.choices:
        count = len(chosen & set(choice.options))
        if count < choice.least:
            said.append(
                say(N_("“{group}”至少选 {least} 项，现在是 {count} 项。"),
                    group=choice.name, least=choice.least, count=count)
            )  # fmt: skip
        if count > choice.most:
            said.append(
                say(N_("“{group}”最多选 {most} 项，现在是 {count} 项。"),
                    group=choice.name, most=choice.most, count=count)
            )  # fmt: skip
    return said + [
        _told(plan, relation) for relation in plan.relations if _broken(relation, chosen)
    ]


def selection_for(plan: Plan, must: Iterable[int] = ()) -> frozenset[int] | None:
    """Some allowed selection with these options in it; None when there is none.

    Raises Refused after twenty thousand tries: so tangled a bundle nobody could order.
    """
    return _Search(plan).go(frozenset(must))


def flaws_of(plan: Plan) -> list[Said]:
    """What keeps a bundle from being sold: bounds that cannot be met, rules that exclude all."""
    said = []
    for choice in plan.choices:
        if choice.most < choice.least or choice.least > len(choice.options):
            said.append(
                say(N_("“{group}”要选 {least} 到 {most} 项，但里面只有 {count} 项。"),
                    group=choice.name, least=choice.least, most=choice.most,
                    count=len(choice.options))
            )  # fmt: skip
    if said:
        return said
    if not plan.fixed and not plan.choices:
        return [say(N_("组合里还没有商品。请至少加入一种。"))]
    if selection_for(plan) is None:
        return [
            say(N_("按现在的规则，怎么选都不成立，这个组合卖不出去。请放宽选择数量或搭配规则。"))
        ]
    return []


def dead_options(plan: Plan) -> list[int]:
    """Options that are in no allowed selection: nobody could ever choose them."""
    return [option for option in plan.options if selection_for(plan, [option]) is None]


class _Search:
    """Goes through the options in order, leaving one at a time in or out, and turns back early."""

    def __init__(self, plan: Plan):
        self.plan, self.options, self.steps = plan, plan.options, 0
        self.group_of = {o: choice for choice in plan.choices for o in choice.options}
        self.later = self._later()

    def go(self, must: frozenset[int]) -> frozenset[int] | None:
        """Depth first, without recursion: each entry is (place, chosen so far, left out)."""
        stack = [(0, self.plan.fixed | must, frozenset())]
        while stack:
            place, chosen, left_out = stack.pop()
            self.steps += 1
            if self.steps > MOST_STEPS:
                raise Refused(N_("组合的搭配规则过于复杂，无法验证。请减少规则或拆成几个组合。"))
            if not self._possible(place, chosen, left_out):
                continue
            if place == len(self.options):
                return chosen
            stack += self._branches(place, chosen, left_out)
        return None

    def _branches(self, place: int, chosen: frozenset, left_out: frozenset) -> Iterator[tuple]:
        option = self.options[place]
        if option not in chosen:
            yield place + 1, chosen, left_out | {option}
        yield place + 1, chosen | {option}, left_out

    def _possible(self, place: int, chosen: frozenset, left_out: frozenset) -> bool:
        for choice in self.plan.choices:
            count = len(chosen & set(choice.options))
            if count > choice.most or count + self.later[choice.id, place] < choice.least:
                return False
        return not any(
            relation.one in chosen
            and (relation.other in chosen if relation.sort == RelationSort.EXCLUDES
                 else relation.other in left_out)
            for relation in self.plan.relations
        )  # fmt: skip

    def _later(self) -> dict[tuple[int, int], int]:
        """How many options of a group come at or after a place."""
        return {
            (choice.id, place): sum(o in choice.options for o in self.options[place:])
            for choice in self.plan.choices
            for place in range(len(self.options) + 1)
        }


def _known(plan: Plan) -> set[int]:
    return {*plan.fixed, *plan.options}


def _broken(relation: Relation, chosen: frozenset[int]) -> bool:
    is_in = relation.other in chosen
    return relation.one in chosen and (is_in == (relation.sort == RelationSort.EXCLUDES))


def _told(plan: Plan, relation: Relation) -> Said:
    names = {"one": plan.names[relation.one], "other": plan.names[relation.other]}
    if relation.sort == RelationSort.EXCLUDES:
        return say(N_("选了“{one}”就不能选“{other}”。"), **names)
    return say(N_("选了“{one}”还要选“{other}”。"), **names)


def plan_of(
    fixed: Iterable[int], choices: Sequence[Choice], relations: Iterable[Relation], names: dict
) -> Plan:
    """A plan of plain facts."""
    return Plan(frozenset(fixed), tuple(choices), tuple(relations), names)
