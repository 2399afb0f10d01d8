"""The index of analyses, one analysis, one kept result."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from maizi.customers import access as customers
from maizi.customers.terms import ValueClass
from maizi.jobs.actions import prepare
from maizi.kernel.ids import number_in
from maizi.kit.http import is_partial, require
from maizi.kit.jinja import page
from maizi.sales import access as sales

from .. import access, actions, forms, queries
from ..terms import Code, End

MOST_SHOWN = 50
THREE = ((Code.WHALE, ("top", "losing")), (Code.KEEPING, ("retention",)),
         (Code.RISK, ("stake",)), (Code.RFM, ("value",)))  # fmt: skip
MOST_NUMBERS = 3


def asked_of(request, code: str, given=None) -> queries.Asked:
    """What is asked for: 404 for no such analysis, 403 without the right to it."""
    if code not in set(Code):
        raise Http404
    require(access.may_see(request.user, Code(code)))
    actions.catch_up()
    return forms.ask(Code(code), request.GET if given is None else given, timezone.localdate())


@require_GET
def index(request):
    """What may be asked, and the three numbers a boss wants."""
    require(access.may(request.user, "read"))
    actions.catch_up()
    today, numbers, states = timezone.localdate(), [], []
    for code, wanted in THREE:
        if len(numbers) < MOST_NUMBERS and access.may_see(request.user, code):
            found, state = queries.digest_of(request.user, code, today)
            stats = found.stats if found else []
            numbers += [(code, stat, found) for stat in stats if stat.code in wanted]
            states.append(state)
    prepare(states, by=request.user)
    context = {
        "analyses": queries.offered(request.user), "numbers": numbers[:MOST_NUMBERS],
        "says": [found.says[0] for _c, _s, found in _once(numbers) if not found.is_thin],
        "runs": access.visible_runs(request.user)[:10],
        "is_coming": any(state.is_coming for state in states),
        "is_failed": any(state.is_failed for state in states),
    }  # fmt: skip
    return page(request, "insight/index.html", context)


@require_GET
def analysis(request, which: str):
    """One analysis with its definition, numbers, chart, groups and rows."""
    asked, against = asked_of(request, which), _against(request, which)
    study, state = queries.study_of(request.user, asked, against)
    prepare([state], by=request.user)
    if is_partial(request):  # a page that waits for it
        is_over = study is not None or state.is_failed
        return HttpResponse(status=204, headers={"HX-Refresh": "true"} if is_over else {})
    context = {
        "asked": asked, "analysis": queries.ANALYSES[asked.code], "against": against,
        "runs": access.visible_runs(request.user).filter(code=which)[:12], "state": state,
        "may": {},
    }  # fmt: skip
    if study is not None:
        context |= _shown(request, asked, study)
    return page(request, "insight/analysis.html", context)


@require_GET
def run(request, pk: int):
    """A kept result as it was found."""
    row = get_object_or_404(access.visible_runs(request.user), pk=pk)
    placed = access.visible_placings(request.user).filter(run=row)
    counts: dict[str, int] = {}
    for place in placed.order_by().values_list("place", flat=True):
        counts[place] = counts.get(place, 0) + 1
    return page(
        request,
        "insight/run.html",
        {
            "row": row,
            "counts": counts,
            "groups": queries.groups_of(row.code),
            "stats": access.visible_stats(request.user, row),
        },  # fmt: skip
    )


def _shown(request, asked, study) -> dict:
    """The result, the rows of one page of it, what may be done with them."""
    found, user = study.found, request.user
    lines = asked.few_of(found.of_group(asked.group if asked.group in found.groups else ""))
    number, pages = _turned(request, queries.reach(lines))
    rows = lines[(number - 1) * MOST_SHOWN : number * MOST_SHOWN]
    may = _may(user, found)
    return {
        "found": found, "earlier": study.earlier, "moves": study.moves,
        "lines": queries.name_lines(user, found, rows), "count": len(lines), "number": number,
        "pages": pages, "reach": queries.reach(lines), "names": queries.chart_names(user, found),
        "ends": _ends(found, asked, len(lines)), "may": may, **_doing(user, may),
    }  # fmt: skip


def _ends(found, asked, count: int) -> list[End]:
    """The ends of the order that may be looked at alone: of customers, where there are more."""
    has_more = found.subject == "customer" and (asked.end or count > queries.FEW)
    return list(End) if has_more else []


def _turned(request, count: int) -> tuple[int, int]:
    """Which page of the rows is wanted, and how many there are."""
    pages = max(1, -(-count // MOST_SHOWN))
    return min(max(number_in(request.GET.get("page", "")) or 1, 1), pages), pages


def _once(numbers):
    seen = set()
    return [one for one in numbers if not (one[0] in seen or seen.add(one[0]))]


def _against(request, which: str):
    """The kept result that moves are counted from, if one was chosen."""
    pk = number_in(request.GET.get("against", ""))
    return access.visible_runs(request.user).filter(code=which, pk=pk).first() if pk else None


def _may(user, found) -> dict[str, bool]:
    is_people = found.subject == "customer" and bool(found.lines)
    return {
        "export": access.may(user, "export") and bool(found.lines),
        "keep": access.may(user, "keep") and not found.is_thin,
        "tag": is_people and customers.may(user, "change"),
        "quote": is_people and sales.may_quote(user, "add"),
        "class": is_people and found.code == Code.ABC and access.may(user, "override"),
    }  # fmt: skip


def _doing(user, may: dict[str, bool]) -> dict:
    """What the dialogs offer: tags, quotes that may be copied, classes."""
    tags = customers.visible_tags(user).order_by("group", "name") if may["tag"] else ()
    quotes = sales.visible_quotes(user).filter(owner=user)[:20] if may["quote"] else ()
    return {
        "tags": [(str(one.pk), one.name) for one in tags],
        "quotes": [(str(one.pk), f"{one.no} {one.title}") for one in quotes],
        "classes": ValueClass.choices(),
    }
