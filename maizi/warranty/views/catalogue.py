"""The catalogue of 三包: the list with its reminder, versions, the word of counsel."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from maizi.history.terms import Verb
from maizi.kit.forms import form_for, taken
from maizi.kit.http import go, is_partial, require
from maizi.kit.jinja import page
from maizi.kit.pages import list_page, save
from maizi.kit.pages.look import detail_context

from .. import access, actions, forms, queries
from ..pages import CATALOGUE
from .parts import asked, posted

REMINDER = gettext_lazy("目录尚未请法律顾问核对")


@require_GET
def catalogue(request):
    """The list; until counsel confirmed it, the way to say so stands above it."""
    links = []
    if not queries.is_confirmed():
        url = reverse("warranty:catalogue_confirm")
        links = [{"label": REMINDER, "icon": "alert-triangle", "url": url}]
    return list_page(request, CATALOGUE, list_actions=links)


@require_http_methods(["GET", "POST"])
def catalogue_confirm(request):
    """Counsel looked at it: the reminder goes."""
    require(access.may_set_up(request.user, "view"))
    may_confirm = access.may_set_up(request.user, "confirm")
    require(may_confirm or request.method == "GET")
    form = forms.ConfirmForm(posted(request))

    def act(given: dict) -> str:
        actions.confirm_catalogue(by=request.user, words=given["words"])
        return reverse("warranty:cataloguerow_list")

    return asked(
        request, form, act, title=_("请法律顾问核对三包目录"), unit=None,
        button_label=_("已核对，不再提醒") if may_confirm else "", told=_("已记下，不再提醒。"),
        note=_("目录里的期限、部件和折旧率来自公开资料，可能已有修订。请法律顾问对照现行规定核对，"
               "并补全“待核对”的商品。核对以前，判定页面会一直提醒。"),
    )  # fmt: skip


@require_GET
def catalogue_row(request, pk: int):
    """One version, with the others of the same goods beside it."""
    row = get_object_or_404(access.visible_catalogue(request.user), pk=pk)
    versions = access.visible_catalogue(request.user).filter(code=row.code)
    context = detail_context(CATALOGUE, request.user, row) | {
        "versions": versions.order_by("-since_on"),
        "may_add": access.may_set_up(request.user, "add"),
    }
    part = "#drawer" if is_partial(request) else ""
    return page(request, f"warranty/catalogue_row.html{part}", context)


@require_http_methods(["GET", "POST"])
def catalogue_version(request, pk: int):
    """A new version of a row, from a later day on."""
    old = get_object_or_404(access.visible_catalogue(request.user), pk=pk)
    require(access.may_set_up(request.user, "add"))
    fresh = actions.next_version(old, since_on=timezone.localdate())
    form = form_for(CATALOGUE, user=request.user, row=fresh, names=CATALOGUE.fields,
                    given=posted(request))  # fmt: skip

    def write() -> None:
        save(CATALOGUE, row=form.instance, verb=Verb.CREATE, by=request.user)

    if form.is_bound and taken(form, write):
        messages.success(
            request, _("新版本已保存，从 %s 起售出的商品适用。") % form.instance.since_on
        )
        return go(request, form.instance.get_absolute_url())
    context = {"pages": CATALOGUE, "form": form, "row": None}
    return page(request, "kit/edit.html", context, status=422 if form.errors else 200)
