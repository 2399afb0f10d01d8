"""Lists by colour, one key account, its moves."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maizi.kit.http import require
from maizi.kit.jinja import page
from maizi.kit.pages import history_page

from .. import access, actions, forms, queries
from ..models import KeyAccount
from ..pages import LISTS
from .parts import asked, asked_why, given


@require_GET
def board(request):
    """How many stand on which list, how they moved, who waits for a decision."""
    require(access.may(request.user, "read"))
    return page(request, "keyaccounts/board.html", queries.board_shown(request.user))


@require_GET
def moves(request):
    """The moves behind the picture."""
    require(access.may(request.user, "read"))
    return page(request, "keyaccounts/moves.html", queries.moves_shown(request.user, request.GET))


@require_GET
def key_account(request, pk: int):
    """Why a key account stands where it stands, down to bills and promises; for a purpose (M-5)."""
    row = _seen(request, pk)
    shown = queries.account_shown
    return asked_why(request, row) or page(
        request, "keyaccounts/keyaccount.html", shown(request.user, row)
    )


@require_http_methods(["GET", "POST"])
def decide(request, pk: int):
    """Keep or demote somebody with too few obligations to judge by."""
    row = _seen(request, pk, "file")
    return asked(
        request, forms.DecideForm(given(request)),
        lambda told: actions.decide(row, by=request.user, **told),
        title=_("判断：%s") % row, onward=reverse("keyaccounts:board"), label=_("保存"),
        told=_("已保存。"), back=reverse("keyaccounts:board"),
        note=_("按时履行 %(kept)d/%(due)d 项，义务太少，系统不自动降级。")
        % {"kept": row.kept, "due": row.due},
    )  # fmt: skip


@require_GET
def key_account_history(request, pk: int):
    """What was recorded of a key account; for a purpose (M-5)."""
    return asked_why(request, _seen(request, pk)) or history_page(request, LISTS, pk)


def _seen(request, pk: int, verb: str = "read") -> KeyAccount:
    rows = access.visible_key_accounts(request.user).select_related("customer__owner")
    row = get_object_or_404(rows, pk=pk)
    require(access.may(request.user, verb, row))
    return row
