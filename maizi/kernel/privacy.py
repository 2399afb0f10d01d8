"""How private a field is, and which group of rights it belongs to (M-4, PIPL art. 51)."""

from functools import total_ordering
from typing import TypeVar

from .terms import Term
from .texts import N_

F = TypeVar("F")


class DataClass(Term):
    """The class of a field decides masking, logging, export and retention."""

    PUBLIC = "public", N_("公开")
    INTERNAL = "internal", N_("内部")
    PERSONAL = "personal", N_("个人信息")
    SENSITIVE = "sensitive", N_("敏感个人信息")
    CREDIT = "credit", N_("信用信息")


class FieldGroup(Term):
    """Fields that a role may see or write together."""

    BASIC = "basic", N_("基本")
    CONTACT = "contact", N_("联系方式")
    FAMILY = "family", N_("家庭与个人")
    SENSITIVE = "sensitive", N_("敏感")
    CREDIT = "credit", N_("信用")
    COST = "cost", N_("成本毛利")
    BANK = "bank", N_("银行账户")


@total_ordering
class FieldAccess(Term):
    """How far a role reaches into a field group; each includes the ones before."""

    NONE = "none", N_("不可见")
    MASKED = "masked", N_("部分隐藏")
    READ = "read", N_("可见")
    WRITE = "write", N_("可改")

    @property
    def rank(self) -> int:
        return list(FieldAccess).index(self)

    def __lt__(self, other) -> bool:
        return self.rank < FieldAccess(other).rank

    def __le__(self, other) -> bool:
        return self.rank <= FieldAccess(other).rank

    def __gt__(self, other) -> bool:
        return self.rank > FieldAccess(other).rank

    def __ge__(self, other) -> bool:
        return self.rank >= FieldAccess(other).rank


def classed(
    field: F, data_class: DataClass, *, group: FieldGroup = FieldGroup.BASIC, mask: str = ""
) -> F:
    """Say of a model field how private it is, to which group it belongs and how it is masked."""
    field.data_class, field.field_group, field.mask = data_class, group, mask
    return field


def data_class_of(model: type, field: object) -> DataClass:
    """The field's own class, or its model's default. A field with neither is a mistake."""
    found = getattr(field, "data_class", None) or getattr(model, "data_class_default", None)
    if found is None:
        raise LookupError(f"{model.__name__}.{field} has no data class")
    return found


def group_of(model: type, field: object) -> FieldGroup:
    """The field's group of rights; basic unless said otherwise."""
    return getattr(field, "field_group", FieldGroup.BASIC)
