"""Forms from the fields a person may write, with references limited to what he may see."""

from collections.abc import Callable
from functools import cache

from django import forms
from django.db import models
from django.utils.translation import gettext as _

from maizi.kernel.errors import Refused
from maizi.kernel.ids import number_in
from maizi.kernel.privacy import FieldAccess, group_of
from maizi.kernel.riddles import LONGEST_ANSWER

from .listing.columns import Column
from .reach import hidden_for, visible_rows

FEW = 30  # a reference with more rows is chosen by typing, not from a list


class RiddleForm(forms.Form):
    """A form of strangers: it costs a browser a moment, or a person without one a sum."""

    riddle = forms.CharField(max_length=200, widget=forms.HiddenInput, required=False)
    solution = forms.CharField(max_length=LONGEST_ANSWER, widget=forms.HiddenInput, required=False)
    total = forms.CharField(max_length=4, widget=forms.HiddenInput, required=False)

    def solving(self, address: str) -> dict[str, str]:
        """The riddle, how it was solved, and where it comes from."""
        names = ("riddle", "solution", "total")
        return {name: self.cleaned_data[name] for name in names} | {"address": address}


class MoneyField(forms.DecimalField):
    """Accepts 1,234.50 as people type it."""

    def to_python(self, value):
        return super().to_python(value.replace(",", "") if isinstance(value, str) else value)


def form_for(pages, *, user, row, names, given=None) -> forms.ModelForm:
    """A bound or unbound form over the named fields that the person may write.

    Fields that this row hides from the person are left out like those he may not write. Each
    form field gets `column`, so that templates choose the control by its sort.
    """
    columns = [c for c in pages.columns_for(user, names) if c.access == FieldAccess.WRITE]
    is_hidden = not row._state.adding and not pages.may(user, "unmask", row)
    hidden = {c.name for c in columns if is_hidden and group_of(pages.model, c.field) != "basic"}
    hidden |= hidden_for(pages.model, user)(row) if is_hidden else set()
    columns = [c for c in columns if c.field.editable and c.name not in hidden]
    made = _form_class(pages.model, tuple(c.name for c in columns))
    form = made(given, instance=row)
    for column in columns:
        _fit(form, column, user)
    return form


def taken(form, act: Callable[[], None]) -> bool:
    """Do it with a valid form; a refusal becomes an error of the form, nothing typed is lost.

    The refusal stays at hand as `form.refusal`, for pages that offer to confirm.
    """
    return form.is_valid() and attempt(form, act)


@cache
def _form_class(model: type[models.Model], names: tuple[str, ...]) -> type[forms.ModelForm]:
    return forms.modelform_factory(model, fields=names, formfield_callback=_form_field)


def _form_field(field: models.Field, **options) -> forms.Field | None:
    if isinstance(field, models.DecimalField):
        return field.formfield(form_class=MoneyField, **options)
    return field.formfield(**options)


def _fit(form: forms.ModelForm, column: Column, user) -> None:
    form_field = form.fields[column.name]
    form_field.column = column
    if column.sort == "choice":
        form_field.choices = [
            (value, label if value else "") for value, label in form_field.choices
        ]
    if column.sort in ("ref", "refs"):
        rows = visible_rows(column.field.related_model, user)
        form_field.queryset = rows
        form_field.is_short = column.sort == "refs" or rows[: FEW + 1].count() <= FEW
        form_field.chosen = [] if form_field.is_short else _chosen(rows, form[column.name].value())


def _chosen(rows, value) -> list[tuple[str, str]]:
    """(id, label) of what is set or was sent, for a control that does not list all rows."""
    values = value if isinstance(value, list | tuple) else [value]
    ids = [number_in(str(getattr(one, "pk", one))) for one in values]
    ids = [id_ for id_ in ids if id_ is not None]
    return [(str(r.pk), str(r)) for r in rows.filter(pk__in=ids)] if ids else []


def attempt(form, act: Callable[[], None]) -> bool:
    """Do it; a refusal becomes an error of the form, nothing typed is lost."""
    try:
        act()
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text(_))
        form.refusal = refusal
        return False
    return True


def first_problem(form) -> Refused:
    """What is wrong with a small form, as the sentence that is shown."""
    name, found = next(iter(form.errors.items()))
    label = form.fields[name].label if name in form.fields else ""
    text = " ".join(found)
    return Refused(f"{label}{_('：')}{text}" if label else text, field=name)
