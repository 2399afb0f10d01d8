"""Small forms about one evaluation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.accounts.access import visible_people
from maizi.accounts.models import User

from .. import access
from ..actions.evaluating import Given
from ..models import Evaluation
from ..rules.cards import Trait
from ..terms import CardState, Factor, Serves

NOT_ASSESSABLE = "none"
MARKS = [(str(score), str(score)) for score in (100, 80, 60, 40, 20, 0)]


def long(label, *, most: int = 2000, required: bool = True, help_text: str = "") -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(label=label, widget=forms.Textarea, max_length=most,
                           required=required, help_text=help_text)  # fmt: skip


class BeginForm(forms.Form):
    """By which card a customer is evaluated."""

    card = forms.ModelChoiceField(label=_("评分卡"), queryset=None)

    def __init__(self, *args, user: User, party_type: str, **options):
        super().__init__(*args, **options)
        rows = access.visible_cards(user).filter(state=CardState.ACTIVE).exclude(serves=Serves.BOOK)
        self.fields["card"].queryset = rows.order_by("name")
        usual = rows.filter(serves=party_type).order_by("sort", "name").first()
        self.fields["card"].initial = usual.pk if usual else None


class ParagraphsForm(forms.Form):
    """What is said of the five factors, each rated (D-1)."""

    def __init__(self, *args, row: Evaluation, **options):
        super().__init__(*args, **options)
        told = {one.factor: one for one in row.paragraphs.all()}
        for factor in Factor:
            there = told.get(factor.value)
            self.fields[f"text_{factor}"] = long(
                factor.label, required=False, help_text=HINTS[factor]
            )
            self.fields[f"mark_{factor}"] = forms.ChoiceField(
                label=_("%s评分") % factor.label, choices=[("", "—"), *MARKS], required=False
            )
            if there is not None:
                self.initial[f"text_{factor}"] = there.text
                self.initial[f"mark_{factor}"] = str(there.mark)

    def told(self) -> dict[Factor, tuple[str, int | None]]:
        """What was written, by factor."""
        given = self.cleaned_data
        return {
            factor: (given[f"text_{factor}"], int(given[f"mark_{factor}"] or -1))
            for factor in Factor if given[f"mark_{factor}"]
        }  # fmt: skip


HINTS = {
    Factor.ECONOMIC: _("宏观环境；客户在经济和行业里的位置与趋势。"),
    Factor.MARKET: _("产品需求、市场份额、竞争、行业地位。"),
    Factor.FINANCIAL: _("财务政策、盈利、现金流、负债水平、偿债能力。"),
    Factor.GUARANTEE: _("担保人是否可靠。"),
    Factor.QUALITY: _("管理者、机制、员工素质、组织结构。"),
}


class MarksForm(forms.Form):
    """A score for every manual trait, with what it rests on."""

    def __init__(self, *args, traits: list[Trait], begun: dict[int, Given], **options):
        super().__init__(*args, **options)
        self.traits = traits
        for trait in traits:
            choices = [(str(s.score), f"{s.score} {s.text}") for s in trait.steps]
            self.fields[f"score_{trait.id}"] = forms.ChoiceField(
                label=trait.name, choices=[("", "—"), *choices, (NOT_ASSESSABLE, _("无法评分"))],
                required=False,
            )  # fmt: skip
            self.fields[f"note_{trait.id}"] = forms.CharField(
                label=_("依据"), max_length=400, required=False
            )
            there = begun.get(trait.id)
            if there is not None:
                word = NOT_ASSESSABLE if there.score is None else str(there.score)
                self.initial |= {f"score_{trait.id}": word, f"note_{trait.id}": there.note}

    def lines(self) -> list[tuple[Trait, forms.BoundField, forms.BoundField]]:
        """Each trait with its two fields."""
        return [(one, self[f"score_{one.id}"], self[f"note_{one.id}"]) for one in self.traits]

    def given(self) -> dict[int, Given]:
        """What was marked; traits left out are missing."""
        found = {}
        for trait in self.traits:
            word = self.cleaned_data[f"score_{trait.id}"]
            note = self.cleaned_data[f"note_{trait.id}"]
            if word:
                found[trait.id] = Given(None if word == NOT_ASSESSABLE else int(word), note)
        return found


class InviteForm(forms.Form):
    """Whom to ask to score."""

    person = forms.ModelChoiceField(label=_("评分人"), queryset=None)

    def __init__(self, *args, row: Evaluation, user: User, **options):
        super().__init__(*args, **options)
        there = row.evaluators.values("person")
        people = visible_people(user).filter(is_active=True).exclude(pk__in=there)
        self.fields["person"].queryset = people


class ReasonForm(forms.Form):
    """Why."""

    reason = long(_("原因"), most=200)

    def __init__(self, *args, row=None, user=None, **options):
        super().__init__(*args, **options)


class SubmitForm(ReasonForm):
    """What is said to the approver."""

    reason = long(_("给审批人的话"), most=200, required=False)


class RecheckForm(ReasonForm):
    """What the individual says (PIPL art. 24)."""

    words = long(_("客户怎么说"), most=1000)
    reason = None


class AnswerForm(ReasonForm):
    """What a person found."""

    answer = long(_("复核结论与理由"), most=1000, help_text=_("会打印给客户，请写客户看得懂的话。"))
    keeps = forms.ChoiceField(
        label=_("原评级"), choices=(("yes", _("维持")), ("no", _("不维持，重新评价")))
    )
    reason = None
