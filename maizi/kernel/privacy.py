"""How delicate a field is, which group of rights covers it, and how it is masked (A-5, M-4)."""

from typing import TypeVar

from .masking import MASKS
from .terms import Term
from .texts import N_

Field = TypeVar("Field")


class DataClass(Term):
    """How carefully the law and the company want a field to be kept."""

    PUBLIC = "public", N_("公开")
    INTERNAL = "internal", N_("内部")
    PERSONAL = "personal", N_("个人信息")
    SENSITIVE = "sensitive", N_("敏感个人信息")
    CREDIT = "credit", N_("信用")


class FieldGroup(Term):
    """Fields that a role may see or write together (M-4)."""

    BASIC = "basic", N_("基本")
    CONTACT = "contact", N_("联系方式")
    FAMILY = "family", N_("家庭与个人")
    SENSITIVE = "sensitive", N_("敏感")
    CREDIT = "credit", N_("信用")
    COST = "cost", N_("成本毛利")
    BANK = "bank", N_("银行账户")


class FieldAccess(Term):
    """How far a role may go with a field group, from nothing to writing; comparable (M-4)."""

    NONE = "none", N_("不可见")
    MASKED = "masked", N_("脱敏")
    READ = "read", N_("可读")
    WRITE = "write", N_("可写")

    @property
    def rank(self) -> int:
        """0 for nothing, 3 for writing."""
        return RANKS[self]

    def __lt__(self, other: str) -> bool:
        return self.rank < FieldAccess(other).rank

    def __le__(self, other: str) -> bool:
        return self.rank <= FieldAccess(other).rank

    def __gt__(self, other: str) -> bool:
        return self.rank > FieldAccess(other).rank

    def __ge__(self, other: str) -> bool:
        return self.rank >= FieldAccess(other).rank


RANKS = {access: number for number, access in enumerate(FieldAccess)}


def classed(
    field: Field,
    data_class: DataClass,
    group: FieldGroup = FieldGroup.BASIC,
    *,
    mask: str | None = "text",
) -> Field:
    """Say of a model field how delicate it is; returns the field.

    mask  one of masking.MASKS: phone, name, id, email, bank, text; None for what stays readable
          in a record that hides its personal fields, such as the name it is called by
    """
    if mask is not None and mask not in MASKS:
        raise ValueError(f"{mask!r} is no mask; there are {', '.join(MASKS)}")
    field.data_class = DataClass(data_class)
    field.field_group = FieldGroup(group)
    field.mask = mask
    return field


def data_class_of(model: object, field: object) -> DataClass:
    """The field's own class, else the model's `data_class_default`; LookupError without both."""
    found = getattr(field, "data_class", None) or getattr(model, "data_class_default", None)
    if found is None:
        raise LookupError(f"{getattr(field, 'name', field)} of {model} has no data class")
    return DataClass(found)


def is_by_verb(model: object, field: object) -> bool:
    """Whether whoever may change the record writes the field, whatever his reach (M-4).

    True of the basic fields of models with `writes_by_verb`: registers that say nothing of a
    customer, and cases whose handler has the verb but does not keep the customer archive.
    """
    return getattr(model, "writes_by_verb", False) and group_of(model, field) == FieldGroup.BASIC


def group_of(model: object, field: object) -> FieldGroup:
    """The field's own group, else basic; LookupError when the field has no data class."""
    data_class_of(model, field)
    return getattr(field, "field_group", FieldGroup.BASIC)
