"""What the customer page shows of a rating: a grade that everybody understands."""

from django.utils.translation import gettext as _

from maizi.credit.queries import account_of
from maizi.credit.terms import CreditGrade
from maizi.customers import access as customers
from maizi.customers.models import Customer
from maizi.customers.terms import PanelPlace
from maizi.kernel.money import show_yuan
from maizi.kernel.texts import N_

from .. import access
from ..models import Evaluation, Standing
from ..rules.grading import plainly
from ..terms import OPEN, ReviewState

MOST_SHOWN = 8
ON_PAPER = {
    "信用等级": "A 级", "信用额度": "200,000.00", "账期": "30", "信用等级有效期": "2027-03-31",
}  # fmt: skip


def grade_of(user, customer: Customer) -> dict | None:
    """The grade in a plain sentence, for whoever may see it (M-4, M-5). One query."""
    if not access.sees_grade(user):
        return None
    account = account_of(customer)
    if account is None or not account.grade:
        return None
    found = CreditGrade(account.grade)
    return {
        "grade": found, "account": account, "plain": plainly(found, account.terms_days).text(_),
        "customer": customer,
    }  # fmt: skip


def _on_paper(user, customer: Customer) -> dict[str, str]:
    """The grade, and what stands by it (L-1). One query."""
    found = grade_of(user, customer)
    if found is None:
        return dict.fromkeys(ON_PAPER, "")
    account = found["account"]
    until = account.grade_until_on
    return {
        "信用等级": str(found["grade"].label), "信用额度": show_yuan(account.limit_yuan),
        "账期": str(account.terms_days), "信用等级有效期": str(until or ""),
    }  # fmt: skip


def rating_of(user, customer: Customer) -> dict | None:
    """Grade, evaluations, open reviews. Four queries at most.

    Without sight of grades (M-4) only that there are evaluations, and how far they are.
    """
    if not access.may(user, "view"):
        return None
    sees = access.sees_grade(user)
    rows = Evaluation.objects.filter(customer=customer).select_related("card", "by")
    found = list(rows[:MOST_SHOWN])
    reviews = access.visible_reviews(user).filter(customer=customer, state=ReviewState.OPEN)
    standing = Standing.objects.filter(customer=customer).select_related("evaluation").first()
    return (grade_of(user, customer) or {"customer": customer}) | {
        "rows": found, "standing": standing, "reviews": list(reviews),
        "open": next((one for one in found if one.state in OPEN), None),
        "may_evaluate": access.may(user, "evaluate"), "sees": sees,
    }  # fmt: skip


STRIP = customers.Panel(
    code="rating.grade", label=N_("信用等级"), place=PanelPlace.STRIP,
    template="rating/strip.html", context=grade_of,
    is_offered=lambda user, customer: access.sees_grade(user), position=19,
)  # fmt: skip
TAB = customers.Panel(
    code="rating.all", label=N_("信用评级"), place=PanelPlace.TAB, template="rating/tab.html",
    context=rating_of, is_offered=lambda user, customer: access.may(user, "view"), position=42,
)  # fmt: skip
CARD_FACTS = customers.CardFacts(ON_PAPER, _on_paper)
