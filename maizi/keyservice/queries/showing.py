"""The board of key accounts with their teams, one of them, what may be done to an application."""

from dataclasses import dataclass

from django.db.models import QuerySet

from maizi.accounts.models import User
from maizi.customers.models import Customer

from .. import access
from ..models import Support, TeamMember
from ..rules.course import NEXT, empty_posts
from ..terms import Post, State

MOST_ACCOUNTS, MOST_SUPPORTS, MOST_PROMISES = 30, 50, 100
WHO = {"review": "review", "judge": "review"}


@dataclass(frozen=True, slots=True)
class Account:
    """One key account with who holds which post; None for an empty one (F-41)."""

    customer: Customer
    posts: list[tuple[Post, User | None]]

    @property
    def missing(self) -> list[Post]:
        return empty_posts([post for post, user in self.posts if user is not None])


@dataclass(frozen=True, slots=True)
class Board:
    """A page of key accounts, and the applications that wait for a step."""

    accounts: list[Account]
    open: list[Support]
    total: int
    before: int
    after: int


def board_of(user, page: int) -> Board:
    """Thirty key accounts a page, and open applications. Five queries."""
    rows = access.visible_accounts(user).order_by("name", "pk")
    total = rows.count()
    last = max(1, -(-total // MOST_ACCOUNTS))
    at = min(max(page, 1), last)
    shown = list(rows[(at - 1) * MOST_ACCOUNTS : at * MOST_ACCOUNTS])
    waiting = access.visible_supports(user).exclude(state__in=(State.CLOSED, State.DECLINED))
    waiting = waiting.select_related("customer", "applicant").order_by("-id")
    return Board(
        _accounts(shown), list(waiting[:MOST_SUPPORTS]), total, at - 1,
        at + 1 if at < last else 0,
    )  # fmt: skip


def account_shown(user, customer: Customer) -> dict:
    """One key account: team, promises, applications. Four queries."""
    promises = access.visible_promises(user).filter(customer=customer)
    return {
        "account": _accounts([customer])[0],
        "promises": list(promises.select_related("made_by", "decided_by")[:MOST_PROMISES]),
        "supports": list(_supports(user, customer)[:MOST_SUPPORTS]),
        "may": {verb: access.may(user, verb) for verb in ("apply", "lead", "approve")},
    }  # fmt: skip


def verbs_for(user, row: Support) -> list[str]:
    """What the person may do to an application as it stands."""
    own = {"review": {row.applicant_id}, "judge": {row.applicant_id, row.evaluated_by_id}}
    found = [verb for verb in NEXT.get(State(row.state), ())
             if access.may(user, WHO.get(verb, "carry"), row)
             and user.pk not in own.get(verb, ())]  # fmt: skip
    if row.held_on and row.revisited_on is None and access.may(user, "carry", row):
        found.append("revisit")
    return found


def _supports(user, customer: Customer) -> QuerySet[Support]:
    return access.visible_supports(user).filter(customer=customer).select_related("applicant")


def _accounts(customers: list[Customer]) -> list[Account]:
    held: dict[tuple[int, str], User] = {
        (one.customer_id, one.post): one.user
        for one in TeamMember.objects.filter(customer__in=customers).select_related("user")
    }
    return [Account(one, [(post, held.get((one.pk, post))) for post in Post]) for one in customers]
