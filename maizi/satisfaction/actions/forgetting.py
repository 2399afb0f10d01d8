"""Make what somebody wrote in surveys unsaid, when he asks to be forgotten (PIPL 47)."""

from django.db import transaction

from maizi.customers.models import Customer
from maizi.privacy.access import Beside, declare_beside

from .. import queries
from ..models import Alert, AlertStep, Answer, Invitation


@transaction.atomic
def forget_words(customer: Customer) -> None:
    """Empty his words; marks stay as numbers. Records no values: they would stand in the history.

    His address opens nothing any more.
    """
    Answer.objects.filter(response__customer=customer).update(text="")
    AlertStep.objects.filter(alert__customer=customer).update(note="")
    Alert.objects.filter(customer=customer).update(result="")
    Invitation.objects.filter(customer=customer).update(problem="", token_hash=None, seed="")


def declare() -> None:
    """What satisfaction keeps of a person beside his record."""
    declare_beside(Beside(
        kind=Customer._meta.label_lower, package=queries.survey_package, own=queries.survey_rows,
        empty=forget_words,
    ))  # fmt: skip
