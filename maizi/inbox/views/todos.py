"""The inbox of one person, and the forms of a to-do."""

from itertools import groupby

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.kernel.errors import Refused
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, queries
from ..forms import HandOverForm, TodoForm
from ..models import Todo
from ..rules.times import group_of
from ..terms import Snooze, TodoGroup

CHOICES = (Snooze.HOUR, Snooze.TOMORROW, Snooze.MONDAY)


@require_GET
def todos(request):
    return page(request, "inbox/todos.html", _context(request, TodoForm()))


@require_POST
def add(request):
    form = TodoForm(request.POST)
    if done_with(form, lambda: actions.save_todo(form.fill(Todo()), by=request.user)):
        messages.success(request, _("已记下。"))
        return back(request)
    return page(request, "inbox/todos.html", _context(request, form), status=422)


@require_http_methods(["GET", "POST"])
def edit(request, pk: int):
    """Change a to-do of one's own; what a rule asked for follows the rule."""
    row = get_object_or_404(access.visible_todos(request.user), pk=pk)
    require(access.may(request.user, "change", row) and row.source == "own")
    form = TodoForm(request.POST or None, initial=TodoForm.values_of(row))
    changes = request.method == "POST"
    if changes and done_with(form, lambda: actions.save_todo(form.fill(row), by=request.user)):
        messages.success(request, _("已保存。"))
        return back(request)
    context = {"form": form, "title": _("修改待办"), "again": True}
    return page(request, "inbox/form.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def hand_over(request, pk: int):
    row = get_object_or_404(access.visible_todos(request.user), pk=pk)
    require(access.may(request.user, "hand_over", row))
    form = HandOverForm(request.POST or None, user=request.user)

    def give():
        actions.hand_over(row, to=form.cleaned_data["to"], by=request.user)

    if request.method == "POST" and done_with(form, give):
        messages.success(request, _("已转交给%s，对方会收到消息。") % form.cleaned_data["to"])
        return back(request)
    (shown,) = queries.shown_rows(request.user, [row])
    context = {"form": form, "title": _("转交待办"), "note": shown.title, "submit": _("转交")}
    return page(request, "inbox/form.html", context, status=422 if form.errors else 200)


def back(request):
    """To where the person was: 今日 or the inbox."""
    return go(request, request.POST.get("back") or reverse("inbox:todos"))


def done_with(form, deed) -> bool:
    """Do what a valid form asks for; a refusal becomes an error of the form."""
    if not form.is_valid():
        return False
    try:
        with transaction.atomic():
            deed()
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text(_))
        return False
    return True


def _context(request, form: TodoForm) -> dict:
    now, asked = timezone.now(), request.GET
    group = asked.get("group", "")
    group = TodoGroup(group) if group in set(TodoGroup) else TodoGroup.ALL
    found = queries.page_of(
        request.user,
        group=group,
        after=asked.get("after", ""),
        before=asked.get("before", ""),
        now=now,
    )
    shown = queries.shown_rows(request.user, found.rows)
    zone = timezone.get_default_timezone()

    def heading(one):
        return group_of(one.row.due_at, one.row.snoozed_until, now=now, zone=zone)

    parts = [(group, shown)] if group in (TodoGroup.SNOOZED, TodoGroup.CLOSED) else [
        (title, list(rows)) for title, rows in groupby(shown, heading)
    ]  # fmt: skip
    return {
        "form": form, "group": group, "groups": list(TodoGroup), "parts": parts,
        "found": found, "counts": queries.counts_of(request.user, now=now), "moment": now,
        "snoozes": CHOICES, "places": {"closed": TodoGroup.CLOSED, "snoozed": TodoGroup.SNOOZED},
    }  # fmt: skip
