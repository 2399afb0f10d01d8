"""Forms of training: the syllabus, what a course certifies for, a class and its results (F-52)."""

from decimal import Decimal

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from maizi.accounts.access import visible_people
from maizi.catalog.access import visible_categories, visible_products
from maizi.kernel.ids import number_in

from ..terms import Presence

LESSONS, SPARE = 6, 2
DAY = forms.DateInput(attrs={"type": "date"})


class LessonsForm(forms.Form):
    """The syllabus, lesson by lesson in their order."""

    def __init__(self, *args, row, **options):
        super().__init__(*args, **options)
        stored = list(row.lessons.all())
        for at in range(max(LESSONS, len(stored) + SPARE)):
            one = stored[at] if at < len(stored) else None
            self.fields[f"title_{at}"] = forms.CharField(
                label=_("第 %d 课") % (at + 1), max_length=120, required=False,
                initial=one.title if one else "",
            )  # fmt: skip
            self.fields[f"hours_{at}"] = forms.DecimalField(
                label=_("学时"), max_digits=5, decimal_places=1, required=False,
                initial=one and one.hours,
            )  # fmt: skip

    @property
    def _count(self) -> int:
        return len(self.fields) // 2

    @property
    def lines(self) -> list[list]:
        return [[self[f"title_{at}"], self[f"hours_{at}"]] for at in range(self._count)]

    def lessons(self) -> list[tuple[str, Decimal]]:
        """The lines that name a lesson, in their order."""
        given = self.cleaned_data
        return [
            (given[f"title_{at}"], given[f"hours_{at}"] or Decimal(0))
            for at in range(self._count) if given[f"title_{at}"]
        ]  # fmt: skip


class CoverForm(forms.Form):
    """What whoever passes may work on: whole families of products, or some products."""

    families = forms.ModelMultipleChoiceField(
        None, label=_("产品类别"), required=False, help_text=_("包括下级类别。")
    )
    products = forms.ModelMultipleChoiceField(None, label=_("单个产品"), required=False)

    def __init__(self, *args, row, user, **options):
        begun = {"families": row.families.all(), "products": row.products.all()}
        super().__init__(*args, initial=begun, **options)
        self.fields["families"].queryset = visible_categories(user)
        self.fields["products"].queryset = visible_products(user)

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """The products that are set or were sent, for a control that does not list all."""
        ids = [number_in(str(one)) for one in self["products"].value() or []]
        rows = self.fields["products"].queryset.filter(pk__in=[one for one in ids if one])
        return [(str(one.pk), str(one)) for one in rows]


class EnrolForm(forms.Form):
    """Who takes part."""

    people = forms.ModelMultipleChoiceField(None, label=_("学员"))

    def __init__(self, *args, row, user, **options):
        super().__init__(*args, **options)
        people = visible_people(user).filter(is_active=True).exclude(pk=row.trainer_id)
        self.fields["people"].queryset = people.order_by("sort_name", "id")
        self.taken = row.enrolments.values("person")

    @property
    def choices(self) -> list[tuple[int, str]]:
        """Who is not enrolled yet; sent twice, a name is enrolled once."""
        return [(one.pk, one.name) for one in self.fields["people"].queryset.exclude(
            pk__in=self.taken)]  # fmt: skip


class PresenceForm(forms.Form):
    """Whether each of a class was there."""

    def __init__(self, *args, rows, **options):
        super().__init__(*args, **options)
        self.rows = rows
        for one in rows:
            self.fields[f"presence_{one.pk}"] = forms.ChoiceField(
                label=one.person.name, choices=Presence.choices(), initial=one.presence
            )

    def presences(self) -> dict[int, Presence]:
        """Enrolment -> what was noted."""
        given = self.cleaned_data
        return {one.pk: Presence(given[f"presence_{one.pk}"]) for one in self.rows}


class ScoresForm(forms.Form):
    """What each scored in one examination; who is left empty was not examined."""

    on = forms.DateField(label=_("考试日期"), widget=DAY)

    def __init__(self, *args, rows, **options):
        super().__init__(*args, **options)
        self.fields["on"].initial = timezone.localdate()
        self.rows = rows
        for one in rows:
            self.fields[f"score_{one.pk}"] = forms.DecimalField(
                label=one.person.name, max_digits=4, decimal_places=1, required=False
            )

    @property
    def is_empty(self) -> bool:
        return not self.rows

    def scores(self) -> dict[int, Decimal]:
        """Enrolment -> score."""
        given = {one.pk: self.cleaned_data[f"score_{one.pk}"] for one in self.rows}
        return {pk: score for pk, score in given.items() if score is not None}


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("原因"), max_length=200, required=False)
