"""Schemes of classification: who is where, movement, and the form with counts before saving."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.jobs.actions import enqueue
from maizi.kernel.errors import Refused
from maizi.kernel.ids import number_in
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.kit.listing.conditions import PERIODS, offers_of
from maizi.kit.reach import visible_rows

from .. import access, actions, queries
from ..forms import schemes as drafting
from ..models import ClassScheme
from ..queries import classes as reading
from ..queries.sankey import drawn
from ..terms.sorting import SchemeMethod
from .verbs import back, came_from, chosen, told_in_list

RECENT = timedelta(days=90)


@dataclass(frozen=True)
class ClassLine:
    """One class on the page of its scheme."""

    row: object
    rule: str | None
    count: int
    share: float


@require_GET
def schemes(request):
    """All schemes, each with its classes as one bar."""
    require(access.may(request.user, "read"))
    found = access.visible_schemes(request.user).prefetch_related("classes")
    classes = {s.pk: [c for c in s.classes.all() if c.retired_at is None] for s in found}
    counts = reading.counts_of(request.user, [c.pk for cs in classes.values() for c in cs])
    lines = [(s, [(c, counts.get(c.pk, 0)) for c in classes[s.pk]]) for s in found]
    context = {"lines": lines, "may_write": access.may(request.user, "schemes")}
    return page(request, "customers/schemes.html", context)


@require_GET
def scheme(request, pk: int):
    row = get_object_or_404(access.visible_schemes(request.user), pk=pk)
    number = number_in(request.GET.get("version", "")) or row.version
    versions = row.versions.select_related("by")[:30]
    shown = next((v for v in versions if v.number == number), None)
    names = {c.pk: c.name for c in row.classes.all()}
    context = {
        "row": row, "lines": _lines(request.user, row), "versions": versions, "shown": shown,
        "picture": drawn(reading.movement_of(row, number), names) if shown else None,
        "recent": drawn(reading.recent_movement(row, timezone.localdate() - RECENT), names),
        "questions": [(f.verbose_name, getattr(row, f.name)) for f in _questions()],
        "may_write": access.may(request.user, "schemes"),
    }  # fmt: skip
    return page(request, "customers/scheme.html", context)


@require_GET
def progress(request, pk: int):
    """How far the background job of a scheme is; the page when it is done."""
    row = get_object_or_404(access.visible_schemes(request.user), pk=pk)
    if row.computed_version == row.version:
        return go(request, row.get_absolute_url())
    return page(
        request, "customers/scheme_progress.html#drawer", {"row": row, "job": reading.work_on(row)}
    )


@require_POST
def again(request, pk: int):
    require(access.may(request.user, "schemes"))
    row = get_object_or_404(access.visible_schemes(request.user), pk=pk)
    enqueue("customers.classify", by=request.user, payload={"scheme": row.pk})
    messages.success(request, _("已开始重新分类，完成后这里的数字会更新。"))
    return go(request, row.get_absolute_url())


@require_http_methods(["GET", "POST"])
def edit(request, pk: int | None = None):
    """The form; each button posts it whole, so nothing typed is lost."""
    require(access.may(request.user, "schemes"))
    seen = access.visible_schemes(request.user)
    row = get_object_or_404(seen, pk=pk) if pk else ClassScheme()
    stored = [c for c in row.classes.order_by("position") if not c.retired_at] if pk else []
    form = drafting.SchemeForm(request.POST or None, instance=row)
    if request.method == "GET":
        return _form(
            request, form=form, rows=drafting.rows_of(stored) or drafting.edited([], "add-class")
        )
    rows, act = drafting.typed_rows(request.POST, stored), request.POST.get("act", "save")
    if act not in ("save", "try"):
        return _form(request, form=form, rows=drafting.edited(rows, act))
    try:
        return _tried(request, form, rows) if act == "try" else _saved(request, form, rows)
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.text(_))
        return _form(request, form=form, rows=rows, status=422)


@require_GET
def condition(request):
    """The controls of one condition, for the field that was just chosen."""
    require(access.may(request.user, "schemes"))
    name = request.GET.get("name", "")[:20]
    asked = request.GET.get(f"{name}-field", "")
    found = drafting.ConditionDraft(asked if asked in reading.RULE_FIELDS else "")
    return page(request, "customers/scheme_condition.html#controls",
                {"c": found, "name": name, **_offers(request.user, [found])})  # fmt: skip


@require_POST
@told_in_list
def put_class(request):
    """Put the chosen customers into a class by hand."""
    require(access.may(request.user, "change"))
    classes = access.visible_classes(request.user).filter(scheme__method=SchemeMethod.HAND)
    if "cls" not in request.POST:
        grouped = classes.select_related("scheme").order_by("scheme__position", "position")
        ids = [i for i in request.POST.getlist("pk") if number_in(i)][:500]
        context = {"classes": grouped, "ids": ids, "back": came_from(request)}
        return page(request, "customers/class_put.html", context)
    cls, scheme = _asked_class(request, classes)
    rows = chosen(request)
    for row in rows:
        require(access.may(request.user, "change", row))
    done = actions.put_into_class(rows, scheme, cls, by=request.user)
    told = ngettext("已归类 %d 个客户。", "已归类 %d 个客户。", done)
    messages.success(request, told % done)
    return back(request)


def _asked_class(request, classes):
    """(class, scheme); the class is None for out:<scheme>."""
    given = request.POST["cls"]
    verb, _colon, rest = given.partition(":")
    if verb == "out":
        seen = access.visible_schemes(request.user)
        return None, get_object_or_404(seen, pk=number_in(rest) or 0)
    cls = get_object_or_404(classes.select_related("scheme"), pk=number_in(given) or 0)
    return cls, cls.scheme


def _lines(user, row: ClassScheme) -> list[ClassLine]:
    classes = [c for c in row.classes.all() if c.retired_at is None]
    counts = reading.counts_of(user, [c.pk for c in classes])
    most = max(counts.values(), default=0)
    return [
        ClassLine(c, reading.told(c.rule, user) if row.method == SchemeMethod.RULE else None,
                  counts.get(c.pk, 0), counts.get(c.pk, 0) / most if most else 0)
        for c in sorted(classes, key=lambda c: (c.position, c.pk))
    ]  # fmt: skip


def _questions():
    return [ClassScheme._meta.get_field(name) for name in drafting.QUESTIONS]


def _tried(request, form, rows):
    drafts = [row.draft for row in rows]
    queries.check_drafts(drafts)
    found = reading.tried(drafts, today=timezone.localdate())
    return _form(request, form=form, rows=rows, tried=found)


def _saved(request, form, rows):
    if not form.is_valid():
        return _form(request, form=form, rows=rows, status=422)
    row = actions.save_scheme(
        form.instance, drafts=[r.draft for r in rows], by=request.user,
        reason=request.POST.get("reason", "").strip(),
    )  # fmt: skip
    messages.success(request, _("方案“%s”已保存。") % row)
    return go(request, reverse("customers:scheme", args=[row.pk]))


def _form(request, *, form, rows, tried=None, status: int = 200):
    conditions = [c for row in rows for group in row.groups for c in group]
    context = {
        "form": form, "row": form.instance, "rows": rows, "tried": tried,
        "questions": drafting.QUESTIONS,
        "fixed": {n: reading.told(r.rule, request.user) for n, r in enumerate(rows) if r.is_fixed},
        **_offers(request.user, conditions),
    }  # fmt: skip
    return page(request, "customers/scheme_edit.html", context, status=status)


def _offers(user, conditions) -> dict:
    """What the controls of conditions offer, and the names of what is chosen."""
    columns = reading.rule_columns()
    refs: dict = {}
    for c in conditions:
        column = columns.get(c.name)
        if column is not None and column.sort in ("ref", "refs"):
            ids = [i for i in map(number_in, c.values) if i]
            rows = visible_rows(column.field.related_model, user).filter(pk__in=ids)
            refs |= {str(r.pk): str(r) for r in rows}
    return {
        "columns": columns, "names": refs,
        "field_choices": [("", ""), *((n, c.label) for n, c in columns.items())],
        "operators": {
            n: [o for o in offers_of(c) if o[0] not in reading.ABOUT_SOMEBODY]
            for n, c in columns.items()
        },
        "periods": [(code, _(label)) for code, label in PERIODS.items()],
    }  # fmt: skip
