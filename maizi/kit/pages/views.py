"""Saved views of a list: built in, own, shared."""

from collections.abc import Sequence

from django.contrib import messages
from django.db.models import QuerySet
from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from maizi.history.actions import recorded
from maizi.history.terms import Verb
from maizi.kernel.errors import Refused

from .. import access
from ..http import go, require
from ..listing import Listing, View
from ..models import SavedView
from .declare import Pages

MOST_VIEWS = 40


def views_of(pages: Pages, user) -> list[View]:
    """The built-in views and those saved by or shared with the person. One query."""
    kind = pages.model._meta.label_lower
    saved = access.visible_views(user, kind)[:MOST_VIEWS]
    built_in = [
        View(v.code, _(v.label), v.conditions, v.columns, v.sort, v.group, v.match)
        for v in pages.views
    ]
    return built_in + [
        View(
            str(v.pk),
            v.name,
            v.conditions,
            v.columns,
            v.sort,
            v.group,
            v.match,
            v.owner_id == user.pk,
        )
        for v in saved
    ]


def rows_kept(pages: Pages, user, *, conditions: Sequence[str], match: str) -> QuerySet | None:
    """The rows that conditions kept earlier mean to somebody; None when he may not ask one of them.

    Left out, the condition would let more rows in than were meant.
    """
    view = View("kept", "", conditions, match=match)
    listing = Listing(pages, user=user, params=QueryDict(), views=[view])
    return listing.found if len(listing.conditions) == len(conditions) else None


@require_POST
def save_view_page(request, pages: Pages):
    """Keep the present columns, conditions, order and grouping under a name."""
    require(pages.may(request.user, "view", None))
    name = request.POST.get("name", "").strip()
    if not name or len(name) > 30:
        raise Refused(_("请给视图起一个 1 到 30 个字的名字。"), field="name")
    listing = pages.listing(request)
    kind = pages.model._meta.label_lower
    view = access.own_views(request.user, kind).filter(name=name).first()
    view = view or SavedView(kind=kind, owner=request.user, name=name)
    with recorded(view, Verb.CREATE if view._state.adding else Verb.CHANGE, by=request.user):
        view.is_shared = request.POST.get("is_shared") == "on"
        view.conditions = [c.address for c in listing.conditions]
        view.columns = [c.name for c in listing.columns]
        view.sort, view.group = listing.sort, listing.group.name if listing.group else ""
        view.match = "any" if listing.matches_any else "all"
        view.save()
    messages.success(request, _("视图“%s”已保存。") % name)
    return go(request, f"{pages.url('list')}?view={view.pk}")


@require_POST
def remove_view_page(request, pages: Pages, view_id: int):
    kind = pages.model._meta.label_lower
    view = get_object_or_404(access.own_views(request.user, kind), pk=view_id)
    with recorded(view, Verb.DELETE, by=request.user, reason=view.name):
        view.delete()
    messages.success(request, _("视图“%s”已删除。") % view.name)
    return go(request, pages.url("list"))
