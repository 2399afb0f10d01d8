"""What several screens of selling share."""

from django.contrib import messages
from django.utils.translation import gettext as _

from maizi.history.terms import Verb
from maizi.kit.forms import form_for, taken
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.kit.pages import Pages, save


def new_page(request, pages: Pages, row):
    """The form of a new head; stored, its own page with the lines opens."""
    require(pages.may(request.user, "add", None))
    given = request.POST or None
    form = form_for(pages, user=request.user, row=row, names=pages.fields, given=given)

    def write() -> None:
        save(pages, row=form.instance, verb=Verb.CREATE, by=request.user)

    if request.method == "POST" and taken(form, write):
        messages.success(request, _("已保存：%s") % form.instance)
        return go(request, form.instance.get_absolute_url())
    context = {"pages": pages, "form": form, "row": None}
    return page(request, "kit/edit.html", context, status=422 if form.errors else 200)


def said(request) -> str:
    """The reason somebody typed beside a button."""
    return request.POST.get("reason", "").strip()[:300]
