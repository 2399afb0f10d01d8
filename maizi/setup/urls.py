"""Addresses of the settings."""

from django.urls import path

from . import views

app_name = "setup"
urlpatterns = [
    path("", views.home, name="home"),
    path("units/", views.units, name="units"),
    path("units/new/", views.unit_new, name="unit_new"),
    path("units/<int:pk>/", views.unit, name="unit"),
    path("units/<int:pk>/close/", views.unit_close, name="unit_close"),
    path("units/<int:pk>/open/", views.unit_open, name="unit_open"),
    path("people/", views.people, name="people"),
    path("people/new/", views.person_new, name="person_new"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/edit/", views.person_edit, name="person_edit"),
    path("people/<int:pk>/deactivate/", views.person_deactivate, name="person_deactivate"),
    path("people/<int:pk>/reactivate/", views.person_reactivate, name="person_reactivate"),
    path("people/<int:pk>/reset/", views.person_reset, name="person_reset"),
    path("people/<int:pk>/second-factor/", views.person_factor_off, name="person_factor_off"),
    path("people/<int:pk>/unlock/", views.person_unlock, name="person_unlock"),
    path("people/<int:pk>/appoint/", views.appoint, name="appoint"),
    path("posts/<int:pk>/end/", views.post_end, name="post_end"),
    path("roles/", views.roles, name="roles"),
    path("roles/new/", views.role, name="role_new"),
    path("roles/<int:pk>/", views.role, name="role"),
    path("roles/<int:pk>/delete/", views.role_delete, name="role_delete"),
    path("delegations/", views.delegations, name="delegations"),
    path("delegations/<int:pk>/revoke/", views.delegation_revoke, name="delegation_revoke"),
    path("policy/", views.policy, name="policy"),
    path("policy/<slug:preset>/", views.policy_preset, name="policy_preset"),
    path("sign-ins/", views.sign_ins, name="sign_ins"),
    path("history/", views.history, name="history"),
    path("history/export/", views.history_export, name="history_export"),
    path("why/<slug:entity>/<int:pk>/", views.why, name="why"),
    path("calendars/", views.calendars, name="calendars"),
    path("calendars/new/", views.calendar_new, name="calendar_new"),
    path("calendars/<int:pk>/", views.calendar, name="calendar"),
    path("calendars/<int:pk>/close/", views.calendar_close, name="calendar_close"),
    path("calendars/<int:pk>/open/", views.calendar_open, name="calendar_open"),
    path("clocks/", views.clocks, name="clocks"),
    path("clocks/<int:pk>/", views.clock, name="clock"),
    path("jobs/", views.jobs, name="jobs"),
    path("jobs/<int:pk>/", views.job, name="job"),
    path("jobs/<int:pk>/<slug:verb>/", views.job_verb, name="job_verb"),
    path("schedules/<int:pk>/<slug:verb>/", views.schedule_verb, name="schedule_verb"),
]
