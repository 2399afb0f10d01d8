"""Keep important days, and remember them: to-dos and messages for the owner (C-10)."""

from collections.abc import Iterable
from datetime import date
from functools import cache

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maizi.fields.queries import parameter
from maizi.history.terms import Verb
from maizi.inbox.actions import ask, notify, settle
from maizi.kernel.errors import Refused
from maizi.kernel.partial_dates import PartialDate, stored_date
from maizi.kernel.texts import N_, Said, say

from .. import access, queries, rules
from ..models import Contact, Customer, ImportantDay, ProfileValue
from ..terms import CareAction, CareWish, DayKind, PartyType, attributes_by_code
from .child_days import check_child_day, noted

SOURCE = "customers.care"
SLICE = 500
DERIVED = {"birthday": DayKind.BIRTHDAY, "founded_on": DayKind.FOUNDING,
           "first_trade_on": DayKind.FIRST_TRADE}  # fmt: skip
TODAY_SAID = N_("今天：{who}的{what}，建议{how}")
TOMORROW_SAID = N_("明天：{who}的{what}，建议{how}")
AHEAD_SAID = N_("还有 {days} 天：{who}的{what}，建议{how}")


@transaction.atomic
def save_day(row: ImportantDay, *, by, today: date | None = None) -> ImportantDay:
    """Store a day that somebody wrote down. Raises Refused when it is no day of its kind."""
    today = today or timezone.localdate()
    if not access.may(by, "change", row.customer):
        raise Refused(_("您不能修改“%s”。请联系其负责人。") % row.customer)
    if row.contact and row.contact.customer_id != row.customer_id:
        raise Refused(_("请从这个客户的联系人里选择。"), field="contact")
    if not rules.is_fit(row.kind, row.date):
        raise Refused(_("到期日请写完整的公历日期，其他日子至少写明几月几日。"), field="on")
    if row.kind == DayKind.CUSTOM and not row.title.strip():
        raise Refused(_("请写明是什么日子。"), field="title")
    check_child_day(row, by=by)
    is_new = row._state.adding
    with noted(row, Verb.CREATE if is_new else Verb.CHANGE, by=by):
        row.created_by = by if is_new else row.created_by
        row.next_on = rules.comes_next(row.kind, row.date, today)
        row.save()
    if row.is_muted:
        settle(source=SOURCE, about=row, by=by)
    return row


@transaction.atomic
def remove_day(row: ImportantDay, *, by) -> None:
    """Forget a day; what is asked for it is done with."""
    if not access.may(by, "change", row.customer):
        raise Refused(_("您不能修改“%s”。请联系其负责人。") % row.customer)
    if row.is_derived:
        raise Refused(_("这个日子来自档案。请在档案里修改，或选“不提醒”。"))
    settle(source=SOURCE, about=row, by=by)
    with noted(row, Verb.DELETE, by=by):
        row.delete()


@transaction.atomic
def follow_profile(row: Customer | Contact, codes: Iterable[str], *, by) -> None:
    """Let the days that follow from a profile (birthday, founding, first trade) be as it says."""
    values = queries.values_by_code(row)
    catalogue = {a.code: a for a in queries.asked_about(row)}
    for code in set(codes) & set(DERIVED) & set(catalogue):
        text = queries.answer_of(catalogue[code], row, values.get(code))
        keep_derived(row, DERIVED[code], stored_date(text) if text else None, by=by)


def keep_derived(row: Customer | Contact, kind: DayKind, on: PartialDate | None, *, by) -> None:
    """One derived day: made, moved or dropped, as its date is known."""
    contact = row if isinstance(row, Contact) else None
    place = {"customer": queries.customer_of(row), "contact": contact, "kind": kind}
    found = ImportantDay.objects.filter(**place, is_derived=True).first()
    if on is None or not on.comes_yearly:
        if found:
            settle(source=SOURCE, about=found, by=by)
            found.delete()
        return
    if found is None:
        found = ImportantDay(**place, is_derived=True, action=rules.USUAL_ACTIONS[kind])
    if found.on != str(on):
        found.on, found.created_by = str(on), by
        found.next_on = rules.comes_next(kind, on, timezone.localdate())
        found.save()


def turn_over(*, today: date, by=None) -> int:
    """Move days that have passed to their next time, a slice at once; how many were moved."""
    rows = list(ImportantDay.objects.filter(next_on__lt=today).order_by("next_on")[:SLICE])
    for row in rows:
        row.next_on = rules.comes_next(row.kind, row.date, today)
    ImportantDay.objects.bulk_update(rows, ["next_on"])
    return len(rows)


def gather_derived(*, since, after: int, by=None) -> int | None:
    """Days that columns of customers changed since a moment say; the last id looked at, or None.

    The form and imports write birthday, founding and first trade into columns without a word to
    this table; the night brings it up to them.
    """
    columns = {kind: code for code, kind in DERIVED.items()}
    rows = Customer.objects.filter(pk__gt=after)
    rows = rows.filter(changed_at__gte=since) if since else rows
    rows = list(rows.order_by("pk")[:SLICE])
    known = {
        (day.customer_id, day.kind): day
        for day in ImportantDay.objects.filter(
            customer__in=[r.pk for r in rows], contact=None, is_derived=True
        )
    }
    for row in rows:
        for kind, column in columns.items():
            _gather_one(row, kind, column, known.get((row.pk, kind)))
    return rows[-1].pk if rows else None


def _gather_one(row: Customer, kind: DayKind, column: str, known: ImportantDay | None) -> None:
    if column not in attributes_by_code(PartyType(row.party_type)):
        return
    day = getattr(row, column)
    if day and (known is None or known.on != day.isoformat()):
        keep_derived(row, kind, stored_date(day.isoformat()), by=None)


@transaction.atomic
def remember(*, today: date, after: int, by=None) -> int | None:
    """Ask owners for care on the days whose lead is today; the last id looked at, or None.

    Nobody is reminded of who does not wish to be disturbed. Twice a day is once.
    """
    leads = [int(days) for days in parameter("care.lead_days")]
    rows = queries.days_to_remember(today, rules.LONGEST_LEAD).filter(pk__gt=after)[:SLICE]
    rows = list(rows)
    quiet = _undisturbed(rows)
    told = cache(access.reads_children)
    for row in rows:
        lead = rules.lead_due(row.next_on, today, row.lead_days or leads)
        if row.kind == DayKind.CHILD and not told(row.customer.owner):
            continue
        if lead is None or (row.customer_id, row.contact_id) in quiet:
            continue
        if (row.customer_id, None) in quiet:
            continue
        _ask(row, lead)
        row.reminded_on = today
    ImportantDay.objects.bulk_update(rows, ["reminded_on"])
    return rows[-1].pk if rows else None


def _ask(row: ImportantDay, lead: int) -> None:
    owner, said = row.customer.owner, _words(row, lead)
    address = reverse("customers:customer", args=[row.customer_id])
    ask(owner=owner, source=SOURCE, title=said, due_at=row.next_on, about=row, url=address)
    notify(to=[owner], event=access.CARE_DUE.code, title=said, about=row, url=address)


def _words(row: ImportantDay, lead: int) -> Said:
    who = str(row.customer)
    if row.contact:
        who = f"{who} {row.contact.name}"
    message = {0: TODAY_SAID, 1: TOMORROW_SAID}.get(lead, AHEAD_SAID)
    what = row.title or say(DayKind(row.kind).chinese)
    how = say(CareAction(row.action).chinese)
    return say(message, who=who, what=what, how=how, days=lead)


def _undisturbed(rows: list[ImportantDay]) -> set[tuple[int, int | None]]:
    """(customer, contact or None) of those who do not wish to be thought of. One query."""
    found = ProfileValue.objects.filter(
        customer__in={row.customer_id for row in rows}, attribute="care_wish",
        text=CareWish.NONE.value,
    )  # fmt: skip
    return set(found.values_list("customer_id", "contact_id"))
