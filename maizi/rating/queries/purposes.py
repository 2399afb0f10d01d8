"""For what credit information is read (M-5)."""

from maizi.customers.models import Customer
from maizi.privacy.access import CREDIT_USE
from maizi.privacy.queries import purpose_question

from .. import access


def question(user, customer: Customer, *, session: str, onward: str) -> str:
    """The address at which a person says for what he reads of a customer, and goes onward.

    Empty when he said so lately, and for whoever is at work on an evaluation.
    """
    if access.works_on(user, customer):
        return ""
    return purpose_question(
        user, row=customer, topic=CREDIT_USE.code, session=session, onward=onward
    )


def question_on_paper(user, row, session: str, onward: str) -> str:
    """The same before a record of a customer is printed."""
    return question(user, row.customer, session=session, onward=onward)
