"""The form of a classification scheme: classes, each any of groups of conditions."""

from dataclasses import dataclass, field

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from maizi.kernel.ids import number_in

from ..models import ClassScheme
from ..queries.classes import ClassDraft
from ..rules.classes import as_groups, from_groups

MOST_ROWS = 40


class SchemeForm(forms.ModelForm):
    """What a scheme is, and the four questions of managing it (S001)."""

    class Meta:
        model = ClassScheme
        fields = [
            "name", "direction", "method", "starts_on", "ends_on", "segment_criteria",
            "further_analysis", "group_management", "resource_allocation",
        ]  # fmt: skip
        error_messages = {"name": {"unique": _("已有同名的方案。")}}


QUESTIONS = ("segment_criteria", "further_analysis", "group_management", "resource_allocation")


@dataclass
class ConditionDraft:
    """One condition as it stands in the form: a field, an operator, values."""

    name: str = ""
    operator: str = ""
    values: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        """As in the address of the list; empty when nothing is chosen."""
        if not self.name or not self.operator:
            return ""
        return ".".join([self.name, self.operator, ",".join(self.values)]).rstrip(".")


@dataclass
class ClassRow:
    """One class as it stands in the form.

    is_fixed  its rule is deeper than the form can show: it stays as it is
    """

    name: str = ""
    note: str = ""
    id: int | None = None
    groups: list[list[ConditionDraft]] = field(default_factory=list)
    rule: object = None
    is_fixed: bool = False

    @property
    def draft(self) -> ClassDraft:
        rule = self.rule if self.is_fixed else from_groups(
            [[c.address for c in group if c.address] for group in self.groups]
        )  # fmt: skip
        return ClassDraft(self.name, rule, self.note, self.id)


def rows_of(classes) -> list[ClassRow]:
    """Stored classes as the form shows them."""
    rows = []
    for cls in classes:
        row = ClassRow(cls.name, cls.note, cls.pk, rule=cls.rule)
        try:
            row.groups = [[_condition(text) for text in g] for g in as_groups(cls.rule)]
        except ValueError:
            row.is_fixed = True
        rows.append(row)
    return rows


def typed_rows(given: QueryDict, stored) -> list[ClassRow]:
    """What was posted. Names are class-1, class-1-note, c1-2-3-field: class, group, condition."""
    known = {c.pk: c for c in stored}
    rows = []
    for number in range(1, MOST_ROWS + 1):
        if f"class-{number}" not in given:
            break
        id_ = number_in(given.get(f"class-{number}-id", ""))
        cls = known.get(id_)
        row = ClassRow(
            given.get(f"class-{number}", "")[:20], given.get(f"class-{number}-note", "")[:200],
            cls.pk if cls else None,
        )  # fmt: skip
        if cls is not None and given.get(f"class-{number}-fixed"):
            row.rule, row.is_fixed = cls.rule, True
        else:
            row.groups = _typed_groups(given, number)
        rows.append(row)
    return rows


def edited(rows: list[ClassRow], act: str) -> list[ClassRow]:
    """The rows after a button: add-class, drop-class:2, up:2, add-group:1, add:1:2, drop:1:2:3."""
    verb, *places = act.split(":")
    at = [int(p) - 1 for p in places if p.isascii() and p.isdigit() and len(p) < 4]
    try:
        _edit(rows, verb, at)
    except IndexError:
        return rows
    return rows


def _edit(rows: list[ClassRow], verb: str, at: list[int]) -> None:
    if verb == "add-class" and len(rows) < MOST_ROWS:
        rows.append(ClassRow(groups=[[ConditionDraft()]]))
    elif verb == "drop-class":
        del rows[at[0]]
    elif verb == "up" and at[0] > 0:
        rows[at[0] - 1], rows[at[0]] = rows[at[0]], rows[at[0] - 1]
    elif verb == "add-group":
        rows[at[0]].groups.append([ConditionDraft()])
    elif verb == "add":
        rows[at[0]].groups[at[1]].append(ConditionDraft())
    elif verb == "drop":
        group = rows[at[0]].groups[at[1]]
        del group[at[2]]
        if not group:
            del rows[at[0]].groups[at[1]]


def _typed_groups(given: QueryDict, number: int) -> list[list[ConditionDraft]]:
    groups: list[list[ConditionDraft]] = []
    for g in range(1, MOST_ROWS + 1):
        group = []
        for c in range(1, MOST_ROWS + 1):
            name = f"c{number}-{g}-{c}"
            if f"{name}-field" not in given:
                break
            values = [v for v in given.getlist(f"{name}-value") if v][:200]
            group.append(
                ConditionDraft(given[f"{name}-field"], given.get(f"{name}-operator", ""), values)
            )
        if not group:
            break
        groups.append(group)
    return groups


def _condition(text: str) -> ConditionDraft:
    name, _dot, rest = text.partition(".")
    operator, _dot, given = rest.partition(".")
    return ConditionDraft(name, operator, given.split(",") if given else [])
