"""One round: who is asked, how it goes, links to hand over, asking on the telephone."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.kit.forms import taken
from maizi.kit.jinja import page

from .. import actions, forms, queries
from .parts import done, invitation_for, round_for


@require_GET
def round_(request, pk: int):
    """Who is asked, who has answered."""
    return _shown(request, round_for(request, pk))


def _shown(request, row, **more):
    context = queries.shown_round(request.user, row, number=request.GET.get("page"))
    return page(request, "satisfaction/round.html", context | {"link": ""} | more)


@require_POST
def fill(request, pk: int):
    row = round_for(request, pk, "plan")
    count = len(actions.fill_list(row, by=request.user).asked)
    told = ngettext("名单新加 %d 位。", "名单新加 %d 位。", count) % count
    return done(request, row.get_absolute_url(), told)


@require_POST
def begin(request, pk: int):
    row = round_for(request, pk, "plan")
    actions.begin(row, by=request.user)
    return done(request, row.get_absolute_url(), _("调查开始了。"))


@require_POST
def send(request, pk: int):
    row = round_for(request, pk, "plan")
    count = actions.queue_letters(row, by=request.user)
    told = ngettext("正在发送 %d 封邀请。", "正在发送 %d 封邀请。", count) % count
    return done(request, row.get_absolute_url(), told if count else _("没有要发的邀请。"))


@require_POST
def remind(request, pk: int):
    row = round_for(request, pk, "plan")
    count = actions.queue_reminders(row, by=request.user)
    told = ngettext("正在提醒 %d 位。", "正在提醒 %d 位。", count) % count
    return done(request, row.get_absolute_url(), told)


@require_POST
def close(request, pk: int):
    row = round_for(request, pk, "plan")
    actions.close_round(row, by=request.user)
    return done(request, reverse("satisfaction:results", args=[pk]), _("调查已截止。"))


@require_POST
def hand(request, pk: int):
    """A link to hand over, with its QR code."""
    one = invitation_for(request, pk, "interview")
    token = actions.hand_link(one, by=request.user)
    link = request.build_absolute_uri(reverse("satisfaction:answer", args=[token]))
    code = reverse("satisfaction:answer_code", args=[token])
    return _shown(request, round_for(request, one.round_id), link=link, link_of=one, code=code)


@require_POST
def drop(request, pk: int):
    one = invitation_for(request, pk, "plan")
    actions.drop(one, by=request.user)
    return done(request, one.round.get_absolute_url(), _("已从名单去掉。"))


@require_http_methods(["GET", "POST"])
def interview(request, pk: int):
    """Ask on the telephone and type while talking."""
    one = invitation_for(request, pk, "interview")
    shown = queries.page_for(one)
    given = request.POST if request.method == "POST" else None
    form = forms.AnswerForm(given, questions=shown.questions)
    if form.is_bound and taken(form, lambda: _take(request, one, form)):
        return done(request, one.round.get_absolute_url(), _("%s 的答卷已记下。") % one)
    context = {"one": one, "shown": shown, "form": form, "today": timezone.localdate(),
               "sections": queries.sections(shown.questions)}  # fmt: skip
    status = 422 if form.errors else 200
    return page(request, "satisfaction/interview.html", context, status=status)


def _take(request, one, form) -> None:
    actions.take_answer(one, form.given(), by=request.user)
