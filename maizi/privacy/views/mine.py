"""The page of the person himself: no sign-in, a link that expires, nothing to guess."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from maizi.accounts.access import open_to_all
from maizi.kernel.errors import Refused
from maizi.kernel.masking import mask_name
from maizi.kit.http import go, unlisted
from maizi.kit.jinja import page

from .. import actions, forms, queries
from ..actions import Given
from ..models import Consent
from ..terms import Answer, Obtained, Relation, RequestKind, Way
from .parts import done

TOKEN_LENGTH = 43


@open_to_all
@require_http_methods(["GET", "POST"])
def mine(request, token: str):
    """See, take back, say no, ask; the same 404 for a link that is wrong, old or ended."""
    if not actions.may_visit(request.META["REMOTE_ADDR"]):
        return HttpResponse(_("打开得太频繁了，请一小时后再试。"), status=429,
                            content_type="text/plain; charset=utf-8")  # fmt: skip
    subject = _subject(token)
    form = forms.SelfRequestForm(request.POST if "request_kind" in request.POST else None)
    if request.method == "POST" and _acted(request, subject, form):
        return go(request, request.path)
    answer = page(request, "privacy/mine.html", _shown(subject) | {"form": form},
                  status=422 if form.errors else 200)  # fmt: skip
    return unlisted(answer)


def _subject(token: str):
    link = actions.link_for(token) if len(token) == TOKEN_LENGTH else None
    found = link and queries.linked_person(link)
    if not found:
        raise Http404
    return found


def _shown(subject) -> dict:
    consents = list(queries.consents_of(subject)[:50])
    return {
        "name": mask_name(str(subject)),
        "consents": consents,
        "blocks": list(queries.standing_blocks(subject)),
        "ways": list(Way),
        "push": queries.push_to_refuse(subject, now=timezone.now()),
    }


def _acted(request, subject, form) -> bool:
    """Carry out what the page's buttons say; False when the form has to be looked at again."""
    about = {"kind": subject._meta.label_lower, "object_id": subject.pk}
    if (given := request.POST.get("consent", "")).isdigit():
        consent = get_object_or_404(Consent, **about, pk=given)
        actions.withdraw_consent(consent, by=None, is_self=True)
        messages.success(request, _("已撤回。我们会立即停止使用。"))
    elif "refuse" in request.POST:
        purpose = queries.push_to_refuse(subject, now=timezone.now())
        if purpose is not None:  # twice is once
            given = Given(answer=Answer.REFUSED, obtained=Obtained.SELF, at=timezone.now())
            actions.record_consent(subject, purpose=purpose, given=given, by=None)
        messages.success(request, _("已登记，我们不会再按您买过什么单独推荐。"))
    elif "way" in request.POST:
        way = request.POST["way"]
        if way and way not in list(Way):
            raise Refused(_("请从列表里选择方式。"))
        actions.block_contact(subject, way=way, by=None, reason=_("本人自助页面"))
        messages.success(request, _("已登记，我们不会再这样联系您。"))
    elif form.is_bound:
        return done(form, lambda told: _received(request, subject, told))
    return True


def _received(request, subject, told: dict) -> None:
    asked = actions.Asked(
        request_kind=RequestKind(told["request_kind"]), requester=str(subject),
        reach=told["reach"], relation=Relation.SELF, text=told["text"],
    )  # fmt: skip
    row = actions.receive_request(asked, by=None, subject=subject)
    messages.success(request, _("已收到，编号 %s。我们会在期限内答复。") % row.no)
