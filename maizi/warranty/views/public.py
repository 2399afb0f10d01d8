"""The page where a customer sees his rights by himself: no sign-in, nothing to guess."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maizi.accounts.access import open_to_all
from maizi.kit.forms import taken
from maizi.kit.http import unlisted
from maizi.kit.jinja import page
from maizi.privacy.actions import Solved, may_visit, new_riddle, spend_riddle

from .. import access, actions, forms, queries


@open_to_all
@require_http_methods(["GET", "POST"])
def check(request):
    """Serial, key and fault in; rights out, on the same page."""
    address = request.META["REMOTE_ADDR"]
    if not may_visit(address):
        told = _("打开得太频繁了，请一小时后再试。")
        return HttpResponse(told, status=429, content_type="text/plain; charset=utf-8")
    form = forms.CheckForm(request.POST if request.method == "POST" else None)
    found = {}
    if form.is_bound and taken(form, lambda: _paid(form, address)):
        taken(form, lambda: found.update(_told(form)))
    context = {"form": form, "riddle": new_riddle(access.PUBLIC_FORM).text, "found": found}
    status = 422 if form.errors else 200
    return unlisted(page(request, "warranty/check.html", context, status=status))


def _paid(form, address: str) -> None:
    """The riddle is spent first and by itself: a wrong key has its price too."""
    spend_riddle(access.PUBLIC_FORM, Solved(**form.solving(address)))


def _told(form) -> dict:
    given = form.cleaned_data
    row = actions.ask_as_owner(form.question(), serial=given["serial"], proof=given["proof"])
    options = queries.options_of(row)
    return {
        "row": row, "options": options, "unit": row.unit, "gaps": queries.gaps_of(row),
        "is_free": any(one.right.is_free for one in options),
    }  # fmt: skip
