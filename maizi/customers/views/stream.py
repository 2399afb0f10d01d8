"""The stream of a customer's follow-ups: what it shows, and what a follow-up brings along."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from maizi.accounts.access import visible_people
from maizi.files.queries import uploads_in
from maizi.kernel.ids import number_in
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries, rules
from ..models import Activity, Customer

MOST_SHOWN = 50
FRESH = timedelta(hours=1)
ASKED_AFTER = 3


def composer(request, customer: Customer, row: Activity):
    """The bound or empty form of a follow-up."""
    given = request.POST if request.method == "POST" else None
    form = forms.ActivityForm(
        given, instance=row,
        contacts=access.visible_contacts(request.user).filter(customer=customer),
    )  # fmt: skip
    people = visible_people(request.user).filter(is_active=True)
    form.offer(people, queries.known_tags(request.user))
    return form


def beside(request, form) -> actions.Beside:
    """What comes with the follow-up of a valid form."""
    given, own = form.cleaned_data, request.user.pk
    return actions.Beside(
        contacts=given["contacts"], colleagues=given["colleagues"].exclude(pk=own),
        tags=given["tags"], mentioned=given["mentioned"].exclude(pk=own),
        uploads=uploads_in(request).getlist("files"),
    )  # fmt: skip


def tell_outcome(request, row: Activity, given: actions.Beside) -> None:
    """Say that it is written, who heard of it, and who could not."""
    told, left = actions.people_to_tell(row, given, by=request.user)
    text = _("跟进已记下。")
    if told:
        text += _("已通知 %s。") % _("、").join(person.name for person in told)
    messages.success(request, text)
    if left:
        names = _("、").join(person.name for person in left)
        messages.warning(
            request, _("%s 看不到这个客户，没有通知。需要时请先添加为协作人。") % names
        )


def stream_context(request, customer: Customer, form=None) -> dict:
    """What the stream needs: the composer, the latest follow-ups, and what to ask next."""
    channel = request.GET.get("channel", "")
    rows = queries.activities_for(request.user, customer)
    rows = rows.filter(channel=channel) if channel else rows
    rows = list(rows[:MOST_SHOWN])
    return {
        "customer": customer,
        "form": form or composer(request, customer, Activity(customer=customer)),
        "activities": rows,
        "files": queries.files_of(rows),
        "phrases": queries.phrases_of(request.user),
        "channel": channel,
        "onward": access.onward_from("activity", request.user, customer),
        **_asked_after(request, customer),
    }


def _asked_after(request, customer: Customer) -> dict:
    """Right after a follow-up: the three emptiest fields that matter, to fill in place (A-34)."""
    logged = number_in(request.GET.get("logged", ""))
    if logged is None or not access.may(request.user, "change", customer):
        return {}
    row = access.visible_activities(request.user).filter(
        pk=logged, customer=customer, author=request.user, created_at__gte=timezone.now() - FRESH
    )
    row = row.first()
    if row is None:
        return {}
    may_write = {a.code for a in queries.writable_attributes(request.user, customer)}
    state = [one for one in queries.profile_state(customer) if one[0].code in may_write]
    asked = rules.emptiest(state, ASKED_AFTER)
    return {
        "asked_after": queries.controls_for(request.user, customer, asked, queries.Typed()),
        "asked_channel": rules.collected_by(row.channel).value,
    }


@require_GET
def phrases(request):
    """A person's own phrases."""
    require(access.may(request.user, "read"))
    rows = access.visible_phrases(request.user)
    return page(request, "customers/phrases.html", {"phrases": rows})


@require_POST
def save_phrase(request):
    require(access.may(request.user, "read"))
    actions.save_phrase(request.POST.get("text", ""), by=request.user)
    messages.success(request, _("常用语已保存。"))
    return go(request, reverse("customers:phrases"))


@require_POST
def remove_phrase(request, pk: int):
    phrase = get_object_or_404(access.visible_phrases(request.user), pk=pk)
    actions.remove_phrase(phrase, by=request.user)
    messages.success(request, _("常用语已删除。"))
    return go(request, reverse("customers:phrases"))
