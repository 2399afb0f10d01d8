"""Rows in sight and verbs allowed."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from maizi.accounts.access import rights_of, within
from maizi.customers.access import visible_customers
from maizi.customers.models import Customer
from maizi.stock import access as stock

from ..models import ExpertReply, ExpertRequest, Trial
from ..rules import trials as rules
from ..rules.support import can_move
from ..terms import RequestState
from .declared import PRESALE

CODE = PRESALE.code
LOOKS = {"view": "read", "unmask": "read"}
IN_STOCK = ("hand", "return")  # what moves goods, where they are in the books


def may(user, verb: str) -> bool:
    """Whether a person may do `verb` before the sale at all."""
    return rights_of(user).may(CODE, LOOKS.get(verb, verb))


def visible_kept(user) -> QuerySet[Customer]:
    """Customers in sight that lie in no pool."""
    return visible_customers(user).filter(pool=None)


def visible_trials(user) -> QuerySet[Trial]:
    """One's own, those in sight by unit and of one's own customers, where the customer is seen."""
    sight = rights_of(user).sight(CODE)
    if sight.nothing:
        return Trial.objects.none()
    seen = Exists(visible_customers(user).filter(pk=OuterRef("customer")))
    return Trial.objects.filter(within(user, sight) | Q(customer__owner=user.pk), seen)


def visible_requests(user) -> QuerySet[ExpertRequest]:
    """Likewise; and whoever was asked as an expert sees what he was asked, not the customer."""
    sight = rights_of(user).sight(CODE)
    if sight.nothing:
        return ExpertRequest.objects.none()
    seen = Exists(visible_customers(user).filter(pk=OuterRef("customer")))
    asked = Exists(ExpertReply.objects.filter(request=OuterRef("pk"), expert=user.pk))
    reach = within(user, sight) | Q(customer__owner=user.pk)
    return ExpertRequest.objects.filter((reach & seen) | asked)


def visible_replies(user) -> QuerySet[ExpertReply]:
    """Replies to the questions that somebody sees."""
    return ExpertReply.objects.filter(request__in=visible_requests(user))


def may_trial(user, verb: str, row: Trial | None = None) -> bool:
    """Whether a person may do `verb` to trials, to one as it stands if given.

    hand, return  where goods are in the books of the stock: who may post there
    others        who lends, and has it in his reach
    """
    if verb in ("view", "unmask", "export") or row is None:
        return may(user, {"add": "lend"}.get(verb, verb))
    if verb not in rules.MOVES or not rules.can_move(row.state, verb):
        return False
    if row.warehouse_id and verb in IN_STOCK:
        return stock.may(user, "post")
    return may_handle(user, "lend", row)


def may_handle(user, right: str, row: Trial | ExpertRequest) -> bool:
    """Whether a trial or a question is one's own, or within the reach of a right."""
    sight = rights_of(user).sight(CODE, right)
    if sight.everything:
        return True
    return (sight.own and row.owner_id == user.pk) or row.org_unit_id in sight.unit_ids


def may_request(user, verb: str, row: ExpertRequest | None = None) -> bool:
    """Whether a person may do `verb` to questions: whoever asks may ask others, and close."""
    if verb in ("view", "unmask", "export") or row is None:
        return may(user, {"add": "ask"}.get(verb, verb))
    is_open = row.state == RequestState.OPEN
    return verb in ("invite", "close") and is_open and may_handle(user, "ask", row)


def may_reply(user, verb: str, row: ExpertReply) -> bool:
    """Whether a person may do `verb` to a reply: it is his own, and somebody still waits."""
    is_open = row.request.state == RequestState.OPEN
    return is_open and row.expert_id == user.pk and can_move(row.state, verb)
