"""Forms of pools: members, limits, dealing out, and the designer of a recycling rule."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from maizi.accounts.access import visible_people, visible_units

from .. import access, queries, rules
from ..models import Capacity, RecyclingRule, ReleaseReason
from ..rules import Condition, Fact
from ..rules.recycling import MOST_CONDITIONS, MOST_GROUPS, Group
from ..terms import OPERATORS, Dealing, Operator

DAY = forms.DateInput(attrs={"type": "date"})
BLANK = Condition("", Operator.IN)


class MemberForm(forms.Form):
    """Whom a pool is open to: one person, one unit or one role."""

    user = forms.ModelChoiceField(None, label=_("人员"), required=False)
    unit = forms.ModelChoiceField(None, label=_("部门"), required=False)
    role = forms.ModelChoiceField(None, label=_("角色"), required=False)
    is_administrator = forms.BooleanField(label=_("管理这个公海"), required=False)

    def __init__(self, user, given=None):
        super().__init__(given)
        self.fields["user"].queryset = visible_people(user).filter(is_active=True)
        self.fields["unit"].queryset = visible_units(user).filter(is_active=True)
        self.fields["role"].queryset = queries.roles_to_name()
        for field in self.fields.values():
            field.empty_label = ""


class CapacityForm(forms.ModelForm):
    """How many customers a person, or each holder of a role, may own."""

    class Meta:
        model = Capacity
        fields = ("user", "role", "most", "counts_traded")

    def __init__(self, user, given=None):
        super().__init__(given)
        self.fields["user"].queryset = visible_people(user).filter(is_active=True)
        self.fields["role"].queryset = queries.roles_to_name()
        for name in ("user", "role"):
            self.fields[name].required, self.fields[name].empty_label = False, ""

    def validate_unique(self) -> None:
        """A second number for the same person replaces the first."""

    def _post_clean(self) -> None:
        for name in ("user", "role", "most", "counts_traded"):
            setattr(self.instance, name, self.cleaned_data.get(name))


class ReasonForm(forms.ModelForm):
    """One reason that people choose when they release a customer."""

    class Meta:
        model = ReleaseReason
        fields = ("name",)

    def validate_unique(self) -> None:
        """Said by the action, in a sentence."""


class DealForm(forms.Form):
    """Whom customers are dealt out to, and how."""

    people = forms.ModelMultipleChoiceField(None, label=_("分给"))
    how = forms.ChoiceField(label=_("怎样分"), choices=Dealing.choices)
    reason = forms.CharField(label=_("原因"), max_length=200, required=False)

    def __init__(self, user, given=None):
        super().__init__(given)
        self.fields["people"].queryset = visible_people(user).filter(is_active=True)


class ProtectForm(forms.Form):
    """Why a customer is kept from the rules, and until when."""

    reason = forms.CharField(label=_("为什么保护"), max_length=200)
    until = forms.DateField(label=_("截止日期"), required=False, widget=DAY)


@dataclass(frozen=True)
class Draft:
    """A rule on the designer's table, sound or not."""

    name: str
    groups: tuple[Group, ...]


def drafted(row: RecyclingRule) -> Draft:
    """What is stored; for a new rule what B-4 says."""
    if row._state.adding:
        return Draft("", queries.usual_groups())
    return Draft(row.name, rules.read_groups(row.groups))


def typed(given: QueryDict) -> Draft:
    """What was posted, good or not; an operator that does not fit its fact becomes the first."""
    facts = {code: declared.fact for code, declared in access.recycling_facts().items()}
    groups = []
    for number in range(1, MOST_GROUPS + 1):
        if f"group-{number}" in given:
            groups.append(tuple(_conditions(given, f"group-{number}", facts)))
    return Draft(given.get("name", "")[:40], tuple(groups))


def edited(draft: Draft, act: str) -> Draft:
    """The draft after one button: add-group, drop-group-2, add-condition-1, drop-condition-1-3."""
    verb, _dash, rest = act.partition("-")
    kind, _dash, place = rest.partition("-")
    numbers = [int(n) - 1 for n in place.split("-") if n.isascii() and n.isdigit() and len(n) < 4]
    groups = list(draft.groups)
    if (verb, kind) == ("add", "group"):
        return replace(draft, groups=(*groups, (BLANK,))[:MOST_GROUPS])
    if not numbers or not 0 <= numbers[0] < len(groups):
        return draft
    at = numbers[0]
    match verb, kind:
        case "drop", "group":
            del groups[at]
        case "add", "condition":
            groups[at] = (*groups[at], BLANK)[:MOST_CONDITIONS]
        case "drop", "condition" if len(numbers) > 1:
            groups[at] = tuple(c for n, c in enumerate(groups[at]) if n != numbers[1])
    return replace(draft, groups=tuple(groups))


def _conditions(given: QueryDict, group: str, facts: Mapping[str, Fact]) -> Iterator[Condition]:
    for number in range(1, MOST_CONDITIONS + 1):
        name = f"{group}-{number}"
        if f"{name}-fact" not in given:
            return
        code = given[f"{name}-fact"][:60]
        words = OPERATORS[facts[code].sort] if code in facts else (Operator.IN,)
        asked = given.get(f"{name}-operator")
        values = tuple(v.strip() for v in given.getlist(f"{name}-values") if v.strip())
        yield Condition(code, next((w for w in words if w == asked), words[0]), values)
