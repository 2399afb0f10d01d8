"""Customers, contacts, tags, pools, imports."""

from django.urls import path

from .. import pages, views

urlpatterns = [
    path("assign/", views.assign, name="assign"),
    path("todos/", views.give_todos, name="give_todos"),
    path("claim/", views.claim, name="claim"),
    path("release/", views.release, name="release"),
    path("duplicates/", views.duplicates, name="duplicates"),
    path("places/", views.places, name="places"),
    path("<int:pk>/ask/", views.ask, name="ask"),
    path("<int:pk>/activities/", views.activities, name="activities"),
    path("<int:pk>/collaborators/", views.share, name="share"),
    path("<int:pk>/collaborators/<int:share_id>/end/", views.unshare, name="unshare"),
    path("<int:pk>/contacts/new/", views.new_contact, name="new_contact"),
    path("<int:pk>/addresses/new/", views.new_address, name="new_address"),
    path("addresses/<int:pk>/edit/", views.edit_address, name="edit_address"),
    path("addresses/<int:pk>/remove/", views.remove_address, name="remove_address"),
    path("<int:pk>/tab/<slug:slug>/", views.tab, name="tab"),
    path("<int:pk>/panels/", views.panels, name="panels"),
    path("<int:pk>/sight/", views.sight, name="sight"),
    path("contacts/<int:pk>/edit/", views.edit_contact, name="contact_edit"),
    path("contacts/<int:pk>/remove/", views.remove_contact, name="remove_contact"),
    path("requests/", views.requests, name="requests"),
    path("requests/<int:pk>/decide/", views.decide, name="decide"),
    path("activities/<int:pk>/correct/", views.correct, name="correct"),
    *(
        path(f"contacts/{entry.pattern}", entry.callback, name=entry.name)
        for entry in pages.CONTACTS.urls(without=("new", "edit"))
    ),
    *(path(f"imports/{e.pattern}", e.callback, name=e.name) for e in pages.IMPORTS.urls()),
    *pages.CUSTOMERS.urls(without=("list", "", "new", "edit", "history")),
    path("<int:pk>/", views.customer, name="customer"),
    path("", views.customers, name="customer_list"),
    path("new/", views.edit, name="customer_new"),
    path("<int:pk>/edit/", views.edit, name="customer_edit"),
]
