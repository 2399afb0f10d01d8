"""What several screens of selling share."""

from collections.abc import Callable

from django.contrib import messages
from django.utils.translation import gettext as _

from maizi.history.terms import Verb
from maizi.kernel.errors import Refused
from maizi.kit.forms import form_for
from maizi.kit.http import go, require
from maizi.kit.jinja import page
from maizi.kit.pages import Pages, save


def attempt(form, act: Callable[[], None]) -> bool:
    """Do it; a refusal becomes an error of the form, nothing typed is lost."""
    try:
        act()
    except Refused as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, refusal.text(_))
        form.refusal = refusal
        return False
    return True


def taken(form, act: Callable[[], None]) -> bool:
    """The same with a form that has to be valid first."""
    return form.is_valid() and attempt(form, act)


def first_problem(form) -> Refused:
    """What is wrong with a small form, as the sentence that is shown."""
    name, found = next(iter(form.errors.items()))
    label = form.fields[name].label if name in form.fields else ""
    text = " ".join(found)
    return Refused(f"{label}{_('：')}{text}" if label else text, field=name)


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
