"""Verifying a customer, and the record of its updates."""

from django.urls import path

from .. import views

urlpatterns = [
    path("<int:pk>/verify/", views.verify, name="verify"),
    path("<int:pk>/history/", views.history, name="customer_history"),
    path("<int:pk>/history/export/", views.export_history, name="export_history"),
]
