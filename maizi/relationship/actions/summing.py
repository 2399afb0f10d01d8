"""Summaries of a quarter: begun with a click, filed with a click, asked for (C-90)."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from maizi.accounts.models import User
from maizi.customers.models import Customer
from maizi.fields.actions import print_document
from maizi.fields.models import PrintRecord
from maizi.fields.queries import parameter
from maizi.inbox.actions import ask, notify, settle
from maizi.inbox.models import Todo
from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_, say

from .. import access, queries
from ..models import Evaluation
from ..rules.quarters import Quarter, quarter_asked_for
from .evaluating import begin

TO_SUM = N_("{quarter} 的客户定期总结还有 {count} 位客户没有做")
PERSON = User._meta.label_lower


def begin_summary(customer: Customer, quarter: Quarter, *, by) -> Evaluation:
    """The evaluation of a customer's quarter: the one there is, or one begun with its numbers.

    Raises Refused for a customer in a pool, and while another evaluation is on its way.
    """
    there = queries.covering(quarter).filter(customer=customer).order_by("-id").first()
    if there is not None:
        return there
    return begin(customer, starts_on=quarter.starts_on, ends_on=quarter.ends_on, by=by)


def file_summary(row: Evaluation, *, by, site: str = "") -> PrintRecord:
    """Print the summary and keep it for good; then it is due no more.

    Raises Refused before problems and chances are written, and for a layout that is no PDF.
    """
    if not row.problems.strip() or not row.strategy.strip():
        raise Refused(N_("请先在评估表里写“存在的问题”（客户的需求）和“对策”（下一步机会）。"))
    return print_document(queries.summary_template(), row=row, by=by, site=site, is_filed=True)


@transaction.atomic
def ask_for_summaries(*, today=None, by=None) -> int:
    """Every owner has one to-do with how many summaries he owes, as long as he owes any; told
    once a quarter. How many owners.

    Begins so many days after the quarter's end as the company set.
    """
    today = today or timezone.localdate()
    days = int(parameter("relationship.summary_days"))
    quarter = quarter_asked_for(today, days)
    owed = queries.counts_of_owners(quarter)
    waiting = Todo.objects.filter(source=access.SUMMARY_SOURCE, closed_at=None)
    asked = dict(waiting.values_list("object_id", "due_on"))
    due_on = quarter.ends_on + timedelta(days=days)
    for person in User.objects.filter(pk__in=owed, is_active=True).order_by("id"):
        title = say(TO_SUM, quarter=str(quarter), count=owed[person.pk])
        ask(
            owner=person, source=access.SUMMARY_SOURCE, about=person, title=title, by=by,
            url=reverse("relationship:summaries"), due_at=due_on,
        )  # fmt: skip
        if asked.get(person.pk) != due_on:
            notify(to=[person], event="relationship.summaries", title=title, about=person, by=by,
                   url=reverse("relationship:summaries"))  # fmt: skip
    for done in asked.keys() - owed.keys():
        settle(source=access.SUMMARY_SOURCE, about=(PERSON, done), by=by)
    return len(owed)
