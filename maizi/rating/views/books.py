"""Back-tests: over the own history, over an old loan book."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from maizi.kit.http import require
from maizi.kit.jinja import page
from maizi.kit.pages import list_page

from .. import access, actions, forms, queries
from ..pages import BOOK_IMPORTS, BOOKS
from ..queries.backtest import GRADES
from .parts import asked, posted


@require_GET
def backtest(request):
    """Which grade those had who did not pay afterwards (D-2)."""
    require(access.may_book(request.user, "view"))
    rows = access.visible_evaluations(request.user)
    told = queries.own_history(rows, timezone.localdate())
    return page(request, "rating/backtest.html", {"told": told, "grades": GRADES})


@require_GET
def books(request):
    """Loan books, with the way to bring one in."""
    require(access.may_book(request.user, "view"))
    links = [
        {"label": gettext_lazy("组合属性"), "icon": "list-details",
         "url": reverse("rating:attribute_list")},
        {"label": gettext_lazy("从表格导入"), "icon": "table-import",
         "url": BOOK_IMPORTS.url("new")},
    ]  # fmt: skip
    return list_page(request, BOOKS, list_actions=links)


@require_http_methods(["GET", "POST"])
def book(request, pk: int):
    """One book, and what cards said of it."""
    row = get_object_or_404(access.visible_books(request.user), pk=pk)
    form = forms.TestForm(posted(request), user=request.user)
    tests = list(row.tests.select_related("card", "by")[:10])
    return asked(
        request, form,
        lambda: actions.back_test(row, form.cleaned_data["card"], by=request.user),
        title=row.name, label=_("试算"), told=_("已试算。"), trail=None,
        back=row.get_absolute_url(), template="rating/book.html", row=row, tests=tests,
        grades=GRADES,
    )  # fmt: skip
