"""The credit officer's desk."""

from django.utils import timezone
from django.views.decorators.http import require_GET

from maizi.kit.http import require
from maizi.kit.jinja import page

from .. import access, queries


@require_GET
def desk(request):
    """What waits for me, who gets worse, where the money stands."""
    require(access.may(request.user, "desk"))
    context = queries.desk_shown(request.user, timezone.localdate())
    return page(request, "keyaccounts/desk.html", context)


@require_GET
def grades(request):
    """The grades behind one cell of the migration matrix."""
    require(access.may(request.user, "desk"))
    old, new = (request.GET.get(name, "")[:1] for name in ("old", "new"))
    rows = queries.migrated(request.user, old, new, timezone.localdate())
    return page(request, "keyaccounts/grades.html", {"rows": rows, "old": old, "new": new})
