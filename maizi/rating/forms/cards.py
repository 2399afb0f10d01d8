"""Forms of a scorecard's draft: weights and shares, criteria, traits with steps."""

from decimal import Decimal, InvalidOperation

from django import forms
from django.utils.translation import gettext_lazy as _

from .. import access
from ..models import Scorecard, ScoreTrait
from ..terms import Factor, Measure

MOST_STEPS = 8


class WeightsForm(forms.Form):
    """Weight of every criterion, share of every trait; an empty share takes the trait out."""

    def __init__(self, *args, card: Scorecard, **options):
        super().__init__(*args, **options)
        self.criteria = list(card.criteria.prefetch_related("traits"))
        for criterion in self.criteria:
            self.fields[f"weight_{criterion.pk}"] = _number(criterion.name, criterion.weight)
            for trait in criterion.traits.all():
                self.fields[f"share_{trait.pk}"] = _number(trait.name, trait.share, required=False)

    def told(self) -> dict[int, tuple[Decimal, dict[int, Decimal | None]]]:
        """What was typed, as the action takes it."""
        given = self.cleaned_data
        return {
            criterion.pk: (
                given[f"weight_{criterion.pk}"],
                {trait.pk: given[f"share_{trait.pk}"] for trait in criterion.traits.all()},
            )
            for criterion in self.criteria
        }


def _number(label, value, *, required: bool = True) -> forms.DecimalField:
    return forms.DecimalField(label=label, initial=value, min_value=0, max_value=100,
                              decimal_places=2, required=required)  # fmt: skip


class CriterionForm(forms.Form):
    """One more criterion."""

    name = forms.CharField(label=_("准则名称"), max_length=40)
    factor = forms.ChoiceField(
        label=_("对应影响因素"), choices=[("", "—"), *Factor.choices()], required=False
    )


class TraitForm(forms.Form):
    """One trait: where its value comes from, and its steps from the best to the worst."""

    name = forms.CharField(label=_("评分项"), max_length=60)
    share = forms.DecimalField(
        label=_("份额"), min_value=Decimal("0.01"), max_value=100, decimal_places=2, initial=1,
        help_text=_("同一准则里各项按份额分权重；都填 1 就是均分。"),
    )  # fmt: skip
    measure = forms.ChoiceField(label=_("取值"), choices=Measure.choices())
    attribute = forms.ModelChoiceField(label=_("组合属性"), queryset=None, required=False)
    is_less_better = forms.BooleanField(label=_("越小越好"), required=False)

    def __init__(self, *args, user, trait: ScoreTrait, **options):
        super().__init__(*args, **options)
        self.trait = trait
        self.fields["attribute"].queryset = access.visible_attributes(user)
        names = ("name", "share", "measure", "attribute", "is_less_better")
        if not trait._state.adding:
            self.initial |= {
                name: getattr(trait, f"{name}_id" if name == "attribute" else name)
                for name in names
            }
        for at in range(MOST_STEPS):
            self._add_step(at, trait.steps[at] if at < len(trait.steps) else {})

    def _add_step(self, at: int, step: dict) -> None:
        self.fields[f"score_{at}"] = forms.IntegerField(
            label=_("得分"), min_value=0, max_value=100, required=False, initial=step.get("score")
        )
        bound = step.get("bound") or step.get("word") or ""
        self.fields[f"bound_{at}"] = forms.CharField(
            label=_("界限或选项"), max_length=80, required=False, initial=bound
        )
        self.fields[f"text_{at}"] = forms.CharField(
            label=_("标准说明"), max_length=80, required=False, initial=step.get("text", "")
        )

    def lines(self) -> list[tuple]:
        """The three fields of every step."""
        return [tuple(self[f"{name}_{at}"] for name in ("score", "bound", "text"))
                for at in range(MOST_STEPS)]  # fmt: skip

    def filled(self) -> ScoreTrait:
        """The trait with what was typed, not stored yet."""
        given, trait = self.cleaned_data, self.trait
        for name in ("name", "share", "measure", "attribute", "is_less_better"):
            setattr(trait, name, given[name])
        trait.steps = [
            _step(given[f"score_{at}"], given[f"bound_{at}"], given[f"text_{at}"])
            for at in range(MOST_STEPS) if given[f"score_{at}"] is not None
        ]  # fmt: skip
        return trait


def _step(score: int, bound: str, text: str) -> dict:
    """A number is a bound, anything else the value itself."""
    found: dict = {"score": score, "text": text.strip()}
    bound = bound.strip()
    try:
        found["bound" if bound else "text"] = str(Decimal(bound)) if bound else text.strip()
    except InvalidOperation:
        found["word"] = bound
    return found
