"""A questionnaire as a form: on the customer's own page, and for a colleague on the telephone."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext as _

from ..models import Question
from ..queries import worded
from ..rules.answers import LONGEST, MOST_TOLD, TOP_NPS, Given, field_of
from ..terms import QuestionKind


def _marks(first: int, last: int) -> list[tuple[str, str]]:
    return [(str(mark), str(mark)) for mark in range(first, last + 1)]


def _choice(question: Question, choices, *, required: bool) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=worded(question.text), choices=choices, required=required, widget=forms.RadioSelect,
        error_messages={"required": _("请选一个。"), "invalid_choice": _("请从给出的选项里选。")},
    )  # fmt: skip


class AnswerForm(forms.Form):
    """A field for each question, two for one that is asked as expected and as felt."""

    def __init__(self, *args, questions: Sequence[Question], **options):
        super().__init__(*args, **options)
        self.questions = questions
        for one in questions:
            for name, made in self._fields_of(one):
                self.fields[name] = made

    def _fields_of(self, one: Question):
        name, kind, must = field_of(one.pk), QuestionKind(one.kind), one.is_required
        if kind == QuestionKind.PAIR:
            yield f"{name}_expected", _choice(one, _marks(1, one.top), required=must)
            yield name, _choice(one, _marks(1, one.top), required=must)
        elif kind == QuestionKind.SCALE:
            yield name, _choice(one, _marks(1, one.top), required=must)
        elif kind == QuestionKind.NPS:
            yield name, _choice(one, _marks(0, TOP_NPS), required=must)
        elif kind == QuestionKind.ONE:
            yield name, _choice(one, self._choices(one), required=must)
        elif kind == QuestionKind.MANY:
            yield name, forms.MultipleChoiceField(
                label=worded(one.text), choices=self._choices(one), required=must,
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": _("请至少选一个。")},
            )  # fmt: skip
        elif kind == QuestionKind.TOLD:
            yield (
                name,
                forms.IntegerField(
                    label=worded(one.text), required=must, min_value=0, max_value=MOST_TOLD
                ),
            )
        else:
            yield name, forms.CharField(
                label=worded(one.text), required=must, max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 3}),
            )  # fmt: skip

    def clean(self) -> dict:
        """Of a pair both are answered, or neither."""
        given = super().clean()
        for one in self.questions:
            if one.kind != QuestionKind.PAIR:
                continue
            name = field_of(one.pk)
            if bool(given.get(name)) != bool(given.get(f"{name}_expected")) and not (
                self.errors.get(name) or self.errors.get(f"{name}_expected")
            ):
                missing = name if not given.get(name) else f"{name}_expected"
                self.add_error(missing, _("期望和感受请都选。"))
        return given

    def given(self) -> dict[int, Given]:
        """What was answered, by question."""
        return {one.pk: self._given(one) for one in self.questions}

    def _given(self, one: Question) -> Given:
        name, kind = field_of(one.pk), QuestionKind(one.kind)
        said = self.cleaned_data.get(name)
        if kind == QuestionKind.TEXT:
            return Given(text=(said or "").strip())
        if kind == QuestionKind.MANY:
            return Given(chosen=tuple(sorted(int(at) for at in said or ())))
        if said in (None, ""):
            return Given()
        if kind == QuestionKind.ONE:
            return Given(chosen=(int(said),))
        if kind == QuestionKind.PAIR:
            return Given(int(said), int(self.cleaned_data[f"{name}_expected"]))
        return Given(int(said))

    @staticmethod
    def _choices(one: Question) -> list[tuple[str, str]]:
        return [(str(at), worded(text)) for at, text in enumerate(one.choices)]
