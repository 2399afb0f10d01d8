"""Addresses of e-mail."""

from django.urls import path

from . import views

app_name = "mail"
urlpatterns = [
    path("", views.mailboxes, name="mailboxes"),
    path("new/", views.mailbox_new, name="mailbox_new"),
    path("<int:pk>/", views.mailbox, name="mailbox"),
    path("<int:pk>/edit/", views.mailbox_edit, name="mailbox_edit"),
    path("<int:pk>/do/<slug:verb>/", views.mailbox_do, name="mailbox_do"),
    path("messages/<int:pk>/", views.message, name="message"),
    path("messages/<int:pk>/do/<slug:verb>/", views.message_do, name="message_do"),
    path("write/", views.write, name="write"),
    path("letters/<int:pk>/do/<slug:verb>/", views.letter_do, name="letter_do"),
    path("templates/", views.templates, name="templates"),
    path("templates/<int:pk>/", views.template_edit, name="template_edit"),
    path("news/", views.issues, name="issues"),
    path("news/new/", views.issue_new, name="issue_new"),
    path("news/<int:pk>/", views.issue, name="issue"),
    path("news/<int:pk>/edit/", views.issue_edit, name="issue_edit"),
    path("news/<int:pk>/do/<slug:verb>/", views.issue_do, name="issue_do"),
    path("leave/<slug:mark>/", views.leave, name="leave"),
    path("leave/<slug:mark>/now/", views.leave_at_once, name="leave_at_once"),
    path("seen/<slug:mark>.gif", views.seen, name="seen"),
]
