"""What rating holds about a customer that is a person (PIPL 45, 47)."""

from django.db.models import Model
from django.utils.translation import gettext as _

from maizi.customers.models import Customer
from maizi.kit import show

from ..models import (
    Evaluation,
    FinancialStatement,
    Mark,
    Paper,
    Paragraph,
    Recheck,
    Review,
    Survey,
)

OF_THE_CUSTOMER = (Survey, Paper, FinancialStatement, Evaluation, Review)
OF_AN_EVALUATION = (Paragraph, Mark, Recheck)
UNTOLD = ("id", "customer", "evaluation", "told", "said", "trait", "evaluator")


def credit_rows(row: Customer) -> dict[type[Model], list[int]]:
    """Model -> ids of what is about him. Eight queries."""
    found = {
        model: list(model.objects.filter(customer=row.pk).values_list("pk", flat=True))
        for model in OF_THE_CUSTOMER
    }
    judged = found[Evaluation]
    return found | {
        model: list(model.objects.filter(evaluation__in=judged).values_list("pk", flat=True))
        for model in OF_AN_EVALUATION
    }


def credit_package(row: Customer) -> list[tuple[str, list[dict[str, str]]]]:
    """Surveys, papers, evaluations and what was answered to him, as he may have them copied."""
    rows = (
        (_("信用调查"), Survey.objects.filter(customer=row.pk)),
        (_("信用文件"), Paper.objects.filter(customer=row.pk)),
        (_("信用评价"), Evaluation.objects.filter(customer=row.pk)),
        (_("信用评述"), Paragraph.objects.filter(evaluation__customer=row.pk)),
        (_("人工复核"), Recheck.objects.filter(evaluation__customer=row.pk)),
    )
    return [(title, [_line(one) for one in found]) for title, found in rows]


def _line(row: Model) -> dict[str, str]:
    found = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if field.name in UNTOLD or field.is_relation or value in (None, ""):
            continue
        shown = getattr(row, f"get_{field.name}_display", None)
        found[str(field.verbose_name)] = shown() if shown else show.plain(value)
    return found
