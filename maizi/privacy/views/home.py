"""The front page of personal information, notices, and which field serves which purpose."""

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from maizi.accounts.access import open_to_all
from maizi.kit.http import go, require
from maizi.kit.jinja import page

from .. import access, actions, forms, queries
from ..models import PrivacyNotice
from .parts import done, form_page


@require_GET
def home(request):
    user = request.user
    require(any(access.may(user, verb) for verb in access.PRIVACY.verbs))
    context = queries.overview(user) | {
        "may": {verb: access.may(user, verb) for verb in access.PRIVACY.verbs}
    }
    return page(request, "privacy/home.html", context)


@require_GET
def fields(request):
    """Every personal field and the purposes that need it; one without any has no business here."""
    require(access.may(request.user, "read"))
    return page(request, "privacy/fields.html", {"lines": queries.coverage()})


@require_http_methods(["GET", "POST"])
def notices(request):
    """What people are told, version by version, and the next version."""
    require(access.may(request.user, "read"))
    form = forms.NoticeForm(request.POST or None)
    if request.method == "POST":
        require(access.may(request.user, "officer"))
        if done(form, lambda told: actions.publish_notice(
            told.pop("code"), by=request.user, **told)
        ):  # fmt: skip
            messages.success(request, _("新版本已发布。"))
            return go(request, reverse("privacy:notices"))
    rows = access.visible_notices(request.user).select_related("published_by")[:100]
    return form_page(request, form, template="privacy/notices.html", rows=rows,
                     title=_("隐私告知"), may_add=access.may(request.user, "officer"))  # fmt: skip


@open_to_all
@require_GET
def notice(request, pk: int):
    """One version, for everybody: it is what people were given to read."""
    row = get_object_or_404(PrivacyNotice, pk=pk)
    return page(request, "privacy/notice.html", {"notice": row})
