"""Addresses of inbox."""

from django.urls import path

from . import views

app_name = "inbox"
urlpatterns = [
    path("", views.todos, name="todos"),
    path("add/", views.add, name="add"),
    path("<int:pk>/edit/", views.edit, name="todo_edit"),
    path("<int:pk>/done/", views.done, name="todo_done"),
    path("<int:pk>/snooze/", views.put_aside, name="todo_snooze"),
    path("<int:pk>/wake/", views.bring_back, name="todo_wake"),
    path("<int:pk>/cancel/", views.give_up, name="todo_cancel"),
    path("<int:pk>/reopen/", views.take_back, name="todo_reopen"),
    path("<int:pk>/hand-over/", views.hand_over, name="todo_hand_over"),
    path("notices/", views.notices, name="notices"),
    path("notices/read/", views.notices_read, name="notices_read"),
    path("notices/<int:pk>/open/", views.notice_open, name="notice_open"),
    path("bell/", views.bell, name="bell"),
    path("preferences/", views.preferences, name="preferences"),
    path("calendar/renew/", views.calendar_renew, name="calendar_renew"),
    path("calendar/revoke/", views.calendar_revoke, name="calendar_revoke"),
    path("calendar/<slug:token>.ics", views.calendar, name="calendar"),
    path("deliveries/", views.deliveries, name="deliveries"),
    path("deliveries/<int:pk>/retry/", views.delivery_retry, name="delivery_retry"),
]
