"""Parts of a board about one's own work and that of one's people."""

from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.accounts.access import rights_of
from maizi.complaints import access as complaints
from maizi.complaints.terms import ENDED as COMPLAINTS_ENDED
from maizi.credit import access as credit
from maizi.kit.show import day as shown_day
from maizi.kit.show import yuan
from maizi.service import access as service
from maizi.service.queries import worst_open
from maizi.service.terms import OPEN_STATES, Severity

from .counts import counted
from .day import agenda_of, beside_of, care_of, visits_of
from .numbers import Number, numbers_of
from .shown import MOST_ROWS, Filled, Row

GRAVE = (Severity.SERIOUS, Severity.CRITICAL)


def promises(user, today: date) -> Filled:
    """What was promised and is late or due today, the oldest first."""
    agenda = agenda_of(user, timezone.now())
    lines = [(line, "bad") for line in agenda.overdue] + [(line, "warn") for line in agenda.today]
    rows = [
        Row(line.todo.row.title, reverse("inbox:todos"), badge=shown_day(line.at), tone=tone)
        if line.todo else
        Row(_("联系客户：%s") % line.customer.name,
            reverse("customers:customer", args=[line.customer.pk]),
            line.customer.next_step or "", shown_day(line.at), tone)
        for line, tone in lines[:MOST_ROWS]
    ]  # fmt: skip
    return Filled(rows=rows, count=len(lines), more=reverse("desk:today"))


def numbers(user, today: date) -> Filled:
    """The numbers of the person's roles."""
    found, states = numbers_of(user, today)
    return Filled(found, states=states)


def visits(user, today: date) -> Filled:
    """Customers to be visited again by today."""
    plans, count = visits_of(user, today)
    rows = [
        Row(plan.customer.name, reverse("care:visit", args=[plan.customer_id]),
            plan.get_reason_display(), shown_day(plan.due_on), "warn")
        for plan in plans
    ]  # fmt: skip
    return Filled(rows=rows, count=count, more=reverse("care:plan"))


def care(user, today: date) -> Filled:
    """Important days of one's customers in the next two weeks."""
    rows = [
        Row(one.row.customer.name, reverse("customers:customer", args=[one.row.customer_id]),
            str(one.row), shown_day(one.row.next_on))
        for one in care_of(user, today)
    ]  # fmt: skip
    return Filled(rows=rows, count=len(rows))


def falling(user, today: date) -> Filled:
    """Customers about to fall into a pool."""
    rows = [
        Row(one.customer.name, reverse("customers:customer", args=[one.customer_id]),
            "", shown_day(one.falls_on), "bad" if one.falls_on <= today else "warn")
        for one in beside_of(user, today).falling
    ]  # fmt: skip
    return Filled(rows=rows[:MOST_ROWS], count=len(rows), more=reverse("customers:falling"))


def leads(user) -> bool:
    """Whether a person answers for the customers of others."""
    sight = rights_of(user).sight("customer")
    return bool(sight.everything or sight.unit_ids)


def team(user, today: date) -> Filled:
    """Who needs his leader: whose promises are late, whose customers are silent. One query."""
    found, state = counted(user, "team", today)
    there = reverse("customers:customer_list")
    rows = [
        Row(name, f"{there}?view=all&f=owner.in.{owner}", _("%d 个久未联系") % quiet,
            _("%d 个逾期") % late, "bad" if late else "")
        for owner, name, late, quiet in (found["rows"] if found else ())
    ]  # fmt: skip
    return Filled(rows=rows, count=found["count"] if found else 0, states=[state])


def sees_credit(user) -> bool:
    """Whether a person may see receivables."""
    return credit.may(user, "view")


def overdue(user, today: date) -> Filled:
    """Customers whose money is late, the oldest debt first. Three queries."""
    found, state = counted(user, "owed", today)
    rows = credit.visible_accounts(user).select_related("customer")
    late = rows.filter(oldest_due_on__lt=today).order_by("oldest_due_on", "pk")
    there = reverse("credit:creditaccount_list")
    filled = Filled(more=f"{there}?view=late", states=[state])
    filled.rows = [
        Row(one.customer.name, one.get_absolute_url(), yuan(one.receivable_yuan),
            shown_day(one.oldest_due_on), "bad")
        for one in late[:MOST_ROWS]
    ]  # fmt: skip
    if found:
        filled.count = found["late"]
        filled.numbers = [
            Number(_("应收余额"), yuan(Decimal(found["owed_yuan"])), there),
            Number(_("有逾期的客户"), filled.count, filled.more,
                   tone="bad" if filled.count else ""),
        ]  # fmt: skip
    return filled


def serves(user) -> bool:
    """Whether a person has to do with tickets."""
    return service.may(user, "view")


def tickets(user, today: date) -> Filled:
    """Open tickets, the worst first. Two queries."""
    rows = service.visible_tickets(user)
    ((found, count),) = worst_open(rows, (OPEN_STATES,), MOST_ROWS)
    shown = [
        Row(str(one), one.get_absolute_url(), str(one.customer or ""),
            one.get_severity_display(), "bad" if one.severity in GRAVE else "")
        for one in found
    ]  # fmt: skip
    return Filled(rows=shown, count=count, more=reverse("service:ticket_list"))


def hears(user) -> bool:
    """Whether a person has to do with complaints."""
    return complaints.may(user, "view")


def grievances(user, today: date) -> Filled:
    """Complaints that are not settled, the oldest first. Two queries."""
    rows = complaints.visible_complaints(user).exclude(state__in=COMPLAINTS_ENDED)
    shown = [
        Row(one.title, one.get_absolute_url(), str(one.customer or ""),
            shown_day(one.received_at), "warn")
        for one in rows.select_related("customer").order_by("received_at", "pk")[:MOST_ROWS]
    ]  # fmt: skip
    return Filled(rows=shown, count=rows.count(), more=reverse("complaints:complaint_list"))
