"""Suppliers, their contacts and prices, and how they come in from sheets."""

from django.urls import path

from .. import pages, views

urlpatterns = [
    *(path(f"imports/{e.pattern}", e.callback, name=e.name) for e in pages.IMPORTS.urls()),
    path("<int:pk>/contacts/", views.add_contact, name="contact_add"),
    path("contacts/<int:pk>/remove/", views.remove_contact, name="contact_remove"),
    path("<int:pk>/supply/", views.set_supply, name="supply_set"),
    path("supply/<int:pk>/remove/", views.remove_supply, name="supply_remove"),
    *pages.SUPPLIERS.urls(without=("list", "")),
    path("<int:pk>/", views.supplier, name="supplier"),
    path("", views.suppliers, name="supplier_list"),
]
