"""Who sees what was promised to customers and how they are tied to us, and who writes it (C-30)."""

from django.db.models import Q, QuerySet

from maizi.customers.access import may as may_customer
from maizi.customers.access import visible_customers
from maizi.kernel.texts import N_

from ..models import (
    BenefitLink,
    CategorySpend,
    ChangeEntry,
    CustomOffer,
    Promise,
    StepEntry,
    TrialUser,
)
from ..terms import PromiseState
from .evaluations import may, visible_kept

PROMISE_SOURCE = "relationship.promise"
NOT_TICKED = N_("承诺要写明结果：打开这条承诺，选已兑现、未兑现或经客户同意撤回。")


def visible_promises(user) -> QuerySet[Promise]:
    """Promises to the customers somebody sees outside the pools."""
    if not may(user, "read"):
        return Promise.objects.none()
    return Promise.objects.filter(customer__in=visible_kept(user))


def may_promise(user, verb: str, row: Promise | None = None) -> bool:
    """Whether a person may do `verb`; what was promised is ended, never written anew.

    end      who has it to keep, or may change the customer
    discard  who wrote it down
    """
    if verb in ("view", "unmask", "export"):
        return may(user, "export" if verb == "export" else "read")
    if row is None or not may(user, "write") or row.state != PromiseState.OPEN:
        return False
    if verb == "discard":
        return row.by_id == user.pk
    is_own = row.owner_id == user.pk
    return verb == "end" and (is_own or may_customer(user, "change", row.customer))


def visible_steps(user) -> QuerySet[StepEntry]:
    """What was done on the seven steps with the customers somebody sees outside the pools."""
    if not may(user, "read"):
        return StepEntry.objects.none()
    return StepEntry.objects.filter(customer__in=visible_kept(user))


def visible_changes(user) -> QuerySet[ChangeEntry]:
    """What the company did on its list, for whoever reads here."""
    return ChangeEntry.objects.all() if may(user, "read") else ChangeEntry.objects.none()


def visible_links(user) -> QuerySet[BenefitLink]:
    """Links of which the person sees every customer that is named: no name leaks through one."""
    if not may(user, "read"):
        return BenefitLink.objects.none()
    seen = visible_customers(user).values("pk")
    rows = BenefitLink.objects.filter(customer__in=visible_kept(user))
    return rows.filter(Q(other=None) | Q(other__in=seen), Q(mediator=None) | Q(mediator__in=seen))


def may_link(user, verb: str, row: BenefitLink | None = None) -> bool:
    """Whether a person may do `verb`; a link is changed by its owner, or who may change party A."""
    if verb in ("view", "unmask", "export"):
        return may(user, "export" if verb == "export" else "read")
    if verb != "change" or row is None or not may(user, "write"):
        return False
    return row.owner_id == user.pk or may_customer(user, "change", row.customer)


def visible_trials(user) -> QuerySet[TrialUser]:
    """Trial users among the customers somebody sees outside the pools (C-95)."""
    if not may(user, "read"):
        return TrialUser.objects.none()
    return TrialUser.objects.filter(customer__in=visible_kept(user))


def may_trial(user, verb: str, row: TrialUser | None = None) -> bool:
    """Whether a person may do `verb`; who writes here takes customers off the list again."""
    if verb in ("view", "unmask", "export"):
        return may(user, "export" if verb == "export" else "read")
    return verb == "end" and row is not None and row.until is None and may(user, "write")


def visible_spends(user) -> QuerySet[CategorySpend]:
    """What the customers somebody sees outside the pools spend by category (C-20)."""
    if not may(user, "read"):
        return CategorySpend.objects.none()
    return CategorySpend.objects.filter(customer__in=visible_kept(user))


def visible_offers(user) -> QuerySet[CustomOffer]:
    """What was made for those customers alone (C-20)."""
    if not may(user, "read"):
        return CustomOffer.objects.none()
    return CustomOffer.objects.filter(customer__in=visible_kept(user))
