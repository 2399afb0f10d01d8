"""Pages of the kit itself: gallery, choices for comboboxes, calm error pages."""

from django.apps import apps
from django.http import Http404, HttpResponse
from django.utils.html import escape
from django.views.decorators.http import require_GET

from maizi.search.access import kinds
from maizi.search.queries import fitting

from .guard import guard
from .http import require
from .jinja import page
from .reach import visible_rows

MOST_CHOICES = 20
TILE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="4000" height="4000"><defs>'
    '<pattern id="m" width="360" height="200" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(-24)"><text x="10" y="100" font-family="sans-serif"'
    ' font-size="15" fill="#888" fill-opacity=".2">{words}</text></pattern></defs>'
    '<rect width="4000" height="4000" fill="url(#m)"/></svg>'
)


@require_GET
def gallery(request):
    return page(request, "kit/gallery.html")


@require_GET
def choices(request, kind: str):
    """Rows of a model to choose from while typing, by what they are called."""
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError) as problem:
        raise Http404 from problem
    require(not model._meta.app_label.startswith("django"))
    label = getattr(model, "label_field", "name")
    rows = visible_rows(model, request.user)
    if text := request.GET.get("q", "").strip()[:60]:
        rows = _fitting(rows, model=model, label=label, text=text, user=request.user)
    pairs = [(str(r.pk), str(r)) for r in rows[:MOST_CHOICES]]
    return page(request, "kit/choices.html", {"pairs": pairs, "name": request.GET.get("name", "")})


@require_GET
def watermark(request):
    """Who looks at the page and when, as a picture that covers it."""
    require(bool(words := guard().mark(request.user)))
    return HttpResponse(TILE.format(words=escape(words)), content_type="image/svg+xml")


def _fitting(rows, *, model, label: str, text: str, user):
    """Searched by pinyin, initials and codes where the index knows the model, else by letters."""
    kind = next((kind.code for kind in kinds() if kind.model is model), None)
    if kind is None:
        return rows.filter(**{f"{label}__icontains": text})
    return rows.filter(pk__in=fitting(kind, text, user))


def csrf_failed(request, reason=""):
    return page(request, "kit/error.html", {"code": "csrf"}, status=403)


def unsound(request, exception=None):
    return page(request, "kit/error.html", {"code": "400"}, status=400)


def forbidden(request, exception=None):
    return page(request, "kit/error.html", {"code": "403"}, status=403)


def not_found(request, exception=None):
    return page(request, "kit/error.html", {"code": "404"}, status=404)


def broken(request):
    return page(request, "kit/error.html", {"code": "500"}, status=500)
