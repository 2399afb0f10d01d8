"""One meeting before it is held: people, points, the agenda sent, ready, cancelled."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from maizi.customers.access import visible_customers
from maizi.kernel.ids import number_in
from maizi.kit.forms import form_for, taken
from maizi.kit.http import require
from maizi.kit.jinja import page
from maizi.kit.pages import save

from .. import access, actions, forms
from ..models import Meeting
from ..pages import MEETINGS
from .parts import added, done, meeting_for, part_for, shown


@require_GET
def meeting(request, pk: int):
    """One meeting, from agenda to actions."""
    return shown(request, meeting_for(request, pk))


@require_http_methods(["GET", "POST"])
def meeting_new(request):
    """Call a meeting, begun for the customer whose page sent here."""
    user = request.user
    require(access.may(user, "add"))
    asked = visible_customers(user).filter(pk=number_in(request.GET.get("customer", "")) or 0)
    row = Meeting(customer=asked.first(), host=user, starts_at=_next_hour())
    given = request.POST if request.method == "POST" else None
    form = form_for(MEETINGS, user=user, row=row, names=MEETINGS.fields, given=given)
    if request.method == "POST" and taken(
        form, lambda: save(MEETINGS, row=form.instance, verb="create", by=user)
    ):
        return done(request, form.instance, _("会议已建好。请加参加人和议题，再发议程。"))
    context = {"form": form}
    return page(request, "meetings/new.html", context, status=422 if form.errors else 200)


def _next_hour():
    now = timezone.localtime()
    return now.replace(minute=0, second=0, microsecond=0) + timedelta(days=1)


@require_POST
def people_add(request, pk: int):
    row = meeting_for(request, pk, "change")
    form = forms.PeopleForm(request.POST, user=request.user)

    def write():
        given = form.cleaned_data
        actions.add_people(row, given["people"], by=request.user)
        if given["guest"]:
            actions.add_guest(row, name=given["guest"], email=given["email"], by=request.user)

    return added(
        request, row=row, form=form, act=write, name="people_form", text=_("参加人已加上。")
    )


@require_POST
def person_handed(request, pk: int):
    person = part_for(request, access.visible_participants(request.user), pk)
    actions.hand_agenda(person, by=request.user)
    return done(request, person.meeting, _("已记下：议程已当面送达。"))


@require_POST
def person_remove(request, pk: int):
    person = part_for(request, access.visible_participants(request.user), pk)
    actions.drop_person(person, by=request.user)
    return done(request, person.meeting, _("参加人已去掉。"))


@require_POST
def points_add(request, pk: int):
    row = meeting_for(request, pk, "change")
    form = forms.PointForm(request.POST)
    return added(
        request, row=row, form=form, name="point_form", text=_("议题已加上。"),
        act=lambda: actions.add_point(row, by=request.user, **form.cleaned_data),
    )  # fmt: skip


@require_POST
def point_remove(request, pk: int):
    point = part_for(request, access.visible_points(request.user), pk)
    actions.drop_point(point, by=request.user)
    return done(request, point.meeting, _("议题已去掉。"))


@require_POST
def send(request, pk: int):
    row = meeting_for(request, pk, "change")
    count = actions.send_agenda(row, by=request.user)
    told = ngettext("议程已发给 %d 人。", "议程已发给 %d 人。", count) % count
    return done(request, row, told if count else _("每位参加人都已收到这一版议程。"))


@require_POST
def ready(request, pk: int):
    row = meeting_for(request, pk, "change")
    actions.make_ready(row, by=request.user)
    return done(request, row, _("会议已就绪。"))


@require_POST
def cancel(request, pk: int):
    row = meeting_for(request, pk, "change")
    form = forms.ReasonForm(request.POST)
    return added(
        request, row=row, form=form, name="cancel_form", text=_("会议已取消，参加人已得到通知。"),
        act=lambda: actions.cancel_meeting(
            row, by=request.user, reason=form.cleaned_data["reason"]
        ),
    )  # fmt: skip
