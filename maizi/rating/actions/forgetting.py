"""Make what was said of somebody's credit unsaid, when he asks to be forgotten (PIPL 47)."""

from django.db import transaction
from django.db.models import CharField, Model, TextField

from maizi.customers.models import Customer
from maizi.kernel.texts import N_
from maizi.privacy.access import Beside, declare_beside

from .. import queries
from ..models import Evaluation, Survey

FORGOTTEN = N_("（已匿名）")
INSTEAD = {Survey: {"conclusion": FORGOTTEN}, Evaluation: {"told": {}}}


@transaction.atomic
def forget_words(customer: Customer) -> None:
    """Empty the words of surveys, papers and evaluations; marks, grades, figures, dates stay.

    Files go with the rows they hang at. Records no values: they would stand in the history.
    """
    for model, ids in queries.credit_rows(customer).items():
        blank = dict.fromkeys(worded(model), "")
        if blank:
            model.objects.filter(pk__in=ids).update(**blank | INSTEAD.get(model, {}))


def worded(model: type[Model]) -> list[str]:
    """Columns in which somebody wrote of the person."""
    return [
        field.name for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField) and not field.choices and not field.unique
    ]  # fmt: skip


def declare() -> None:
    """What rating keeps of a person beside his record."""
    declare_beside(Beside(
        kind=Customer._meta.label_lower, package=queries.credit_package, own=queries.credit_rows,
        empty=forget_words,
    ))  # fmt: skip
