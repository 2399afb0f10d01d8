"""One click on a tag, taking it back, and who is late with what tags demand."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from maizi.kernel.errors import Refused
from maizi.kernel.ids import number_in
from maizi.kit.http import require
from maizi.kit.jinja import page
from maizi.kit.pages import list_page

from .. import access, actions, queries
from ..pages import PROMISES
from ..rules.tags import refuse_too_many
from .verbs import back, came_from, chosen, told_in_list


@require_POST
@told_in_list
def put_tags(request):
    """Put a tag on the chosen customers with one click, or take it off; asks which one first."""
    require(access.may(request.user, "change"))
    if "tags" not in request.POST:
        return _dialog(request)
    tags = _named(request)
    rows = chosen(request)
    for row in rows:
        require(access.may(request.user, "change", row))
    act = actions.remove_tags if request.POST.get("take_off") else actions.add_tags
    done = act(rows, tags=tags, by=request.user, note=request.POST.get("note", "").strip())
    told = ngettext("已修改 %d 个客户的标签。", "已修改 %d 个客户的标签。", done) % done
    address = reverse("customers:undo_tags", args=[request.id])
    messages.success(request, told, extra_tags=f"undo {address}" if done else "")
    return back(request)


@require_POST
def undo(request, request_id: str):
    """Take back what one click did, within ten seconds."""
    require(access.may(request.user, "change"))
    done = actions.undo_tags(request_id[:40], by=request.user)
    told = ngettext("已撤销 %d 个客户的标签。", "已撤销 %d 个客户的标签。", done)
    messages.success(request, told % done)
    return back(request)


@require_GET
def promises(request):
    """The standing report 该跟进未跟进, with how many each colleague owes."""
    late = queries.late_by_owner(request.user, timezone.localdate())
    return list_page(request, PROMISES, template="customers/promises.html", late=late)


@require_GET
def promise(request, pk: int):
    row = get_object_or_404(access.visible_promises(request.user), pk=pk)
    return HttpResponseRedirect(reverse("customers:customer", args=[row.customer_id]))


def _named(request) -> list:
    """The tags asked for; refuses too many, and those the person may not use."""
    ids = {number_in(text) for text in request.POST.getlist("tags")} - {None}
    refuse_too_many(len(ids), queries.tag_limits())
    tags = list(access.visible_tags(request.user).filter(pk__in=ids))
    if not ids or len(tags) < len(ids):
        raise Refused(_("没有这个标签，或您不能使用它。请刷新后再选。"))
    return tags


def _dialog(request):
    """The tags to click on, with a note for the follow-up log."""
    context = {
        "groups": queries.tags_offered(request.user),
        "ids": [i for i in request.POST.getlist("pk") if number_in(i)][:500],
        "back": came_from(request),
    }
    return page(request, "customers/tags_put.html", context)
