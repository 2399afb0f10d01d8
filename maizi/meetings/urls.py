"""Addresses of meetings."""

from django.urls import path

from . import pages, views

app_name = "meetings"
urlpatterns = [
    path("follow-through/", views.follow_through, name="follow_through"),
    path("new/", views.meeting_new, name="meeting_new"),
    path("people/<int:pk>/handed/", views.person_handed, name="person_handed"),
    path("people/<int:pk>/remove/", views.person_remove, name="person_remove"),
    path("points/<int:pk>/summary/", views.summary, name="summary"),
    path("points/<int:pk>/remove/", views.point_remove, name="point_remove"),
    path("decisions/<int:pk>/remove/", views.decision_remove, name="decision_remove"),
    path("actions/<int:pk>/", views.action, name="action"),
    path("<int:pk>/people/", views.people_add, name="people_add"),
    path("<int:pk>/points/", views.points_add, name="points_add"),
    path("<int:pk>/send/", views.send, name="send"),
    path("<int:pk>/ready/", views.ready, name="ready"),
    path("<int:pk>/start/", views.start, name="start"),
    path("<int:pk>/attendance/", views.attendance, name="attendance"),
    path("<int:pk>/decisions/", views.decisions_add, name="decisions_add"),
    path("<int:pk>/actions/", views.actions_add, name="actions_add"),
    path("<int:pk>/actions/change/", views.actions_change, name="actions_change"),
    path("<int:pk>/end/", views.end, name="end"),
    path("<int:pk>/send-minutes/", views.send_minutes, name="send_minutes"),
    path("<int:pk>/minutes/", views.minutes, name="minutes"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
    path("<int:pk>/invitation.ics", views.invitation, name="invitation"),
    *pages.MEETINGS.urls(without=("list", "", "new", "bulk", "undo", "cell", "reveal", "print")),
    path("<int:pk>/", views.meeting, name="meeting"),
    path("", views.meetings, name="meeting_list"),
]
