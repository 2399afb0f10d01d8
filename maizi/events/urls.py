"""Addresses of events."""

from django.urls import path

from . import pages, views

app_name = "events"
urlpatterns = [
    path("reply/<str:token>/", views.reply, name="reply"),
    path("reply/<str:token>/code.svg", views.reply_code, name="reply_code"),
    path("tickets/<str:code>/", views.ticket, name="ticket"),
    path("invitations/<int:pk>/drop/", views.drop, name="drop"),
    path("invitations/<int:pk>/link/", views.hand, name="hand"),
    path("invitations/<int:pk>/answer/", views.told, name="told"),
    path("invitations/<int:pk>/arrived/", views.tick, name="tick"),
    path("invitations/<int:pk>/not-arrived/", views.untick, name="untick"),
    path("invitations/<int:pk>/told-off/", views.told_off, name="told_off"),
    path("<int:pk>/tell-again/", views.tell_again, name="tell_again"),
    path("<int:pk>/open/", views.open_, name="open"),
    path("<int:pk>/invite/", views.invite, name="invite"),
    path("<int:pk>/send/", views.send, name="send"),
    path("<int:pk>/close/", views.close, name="close"),
    path("<int:pk>/cancel/", views.cancel, name="cancel"),
    *pages.EVENTS.urls(without=("", "bulk", "undo", "cell", "reveal", "print")),
    path("<int:pk>/", views.event, name="event"),
]
