"""One column of a list, made from a model field and the rights of who looks."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.db import models
from django.utils.translation import gettext

from maizi.accounts.access import rights_of
from maizi.accounts.models import User
from maizi.kernel import masking
from maizi.kernel.privacy import FieldAccess, group_of, is_by_verb

from .. import show

SORTS = {
    models.BooleanField: "yes_no",
    models.DateTimeField: "moment",
    models.DateField: "date",
    models.DecimalField: "amount",
    models.IntegerField: "number",
    models.EmailField: "email",
    models.URLField: "link",
    models.TextField: "long_text",
}


@dataclass(frozen=True)
class Column:
    """A field as one person sees it.

    sort    yes_no, moment, date, amount, number, email, link, long_text, choice, ref, refs,
            phone or text: what the cell and its filter look like
    access  none < masked < read < write
    """

    field: models.Field
    access: FieldAccess

    @property
    def name(self) -> str:
        return self.field.name

    @property
    def label(self) -> str:
        return str(self.field.verbose_name)

    @cached_property
    def sort(self) -> str:
        if self.field.many_to_many:
            return "refs"
        if self.field.is_relation:
            return "ref"
        if self.field.choices:
            return "choice"
        if getattr(self.field, "mask", None) == "phone":
            return "phone"
        kinds = (name for kind, name in SORTS.items() if isinstance(self.field, kind))
        return next(kinds, "text")

    @property
    def is_masked(self) -> bool:
        return self.access == FieldAccess.MASKED

    @property
    def sources(self) -> list[str]:
        """What to select for it."""
        if self.sort == "refs":
            return []
        if self.sort == "ref":
            return [self.field.attname, f"{self.name}__{self.name_of_related}"]
        return [self.name]

    @property
    def name_of_related(self) -> str:
        return getattr(self.field.related_model, "label_field", "name")

    @property
    def sort_key(self) -> str:
        """The stored column that orders this one (names by their pinyin)."""
        if self.sort == "ref":
            return self.field.attname
        return getattr(self.field.model, "sort_keys", {}).get(self.name, self.name)

    @property
    def can_sort(self) -> bool:
        indexed = getattr(self.field.model, "sortable", ())
        return not self.is_masked and self.name in indexed

    @property
    def is_person(self) -> bool:
        """True when it refers to somebody who can sign in."""
        return self.field.is_relation and self.field.related_model is User

    @property
    def can_filter(self) -> bool:
        return not self.is_masked

    @cached_property
    def labels(self) -> dict:
        """Stored value -> what people read, for choices."""
        return {value: str(label) for value, label in self.field.flatchoices}

    def value(self, row) -> object:
        return getattr(row, self.field.attname if self.sort == "ref" else self.name)

    @property
    def mask(self) -> str:
        """How its values are masked where they must be; empty for values that never are."""
        return getattr(self.field, "mask", None) or ""

    def text(self, row, *, unmasked: bool = True) -> str:
        """The cell as text; masked when the access or the row asks for it."""
        shown = self.shown(row)
        if self.is_masked or (self.mask and not unmasked):
            return masking.mask(self.mask or "text", shown)
        return shown

    @cached_property
    def shown(self) -> Callable[[object], str]:
        """A function from a row to the cell's whole text, decided once for all rows."""
        name, plain = self.name, show.plain
        if self.sort == "ref":
            name = f"{name}__{self.name_of_related}"
        elif self.sort == "choice":
            labels = self.labels
            return lambda row: labels.get(value := getattr(row, name), plain(value))
        elif self.sort == "refs":
            return lambda row: gettext("、").join(label for _, label in getattr(row, name))
        elif self.sort == "amount":
            told = show.price if self.field.decimal_places > 2 else show.yuan
            return lambda row: told(getattr(row, name))
        elif self.sort in ("text", "long_text", "phone", "email", "link"):
            return lambda row: getattr(row, name) or ""
        return lambda row: plain(getattr(row, name))


def columns_of(model: type[models.Model], user, names) -> list[Column]:
    """The named fields as columns, leaving out what the person may not see at all."""
    rights = rights_of(user)
    found = []
    for name in names:
        field = model._meta.get_field(name)
        access = rights.field_access(group_of(model, field))
        access = FieldAccess.WRITE if is_by_verb(model, field) else access
        if access > FieldAccess.NONE:
            found.append(Column(field, access))
    return found


def readable_names(model: type[models.Model]) -> list[str]:
    """Every field a list could show: stored columns with a name for people, and many-to-many."""
    hidden = getattr(model, "never_listed", ())
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return [f.name for f in fields if not f.primary_key and f.name not in hidden]


def choice_label(column: Column, value: str) -> str:
    """What a choice value is called, in the language of the person."""
    return column.labels.get(value) or gettext("（空）")
