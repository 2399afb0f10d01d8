"""Addresses of purchasing, by kind of document."""

from django.urls import include, path

from .. import views
from . import ledger, orders, suppliers

app_name = "purchasing"
urlpatterns = [
    path("", views.work, name="work"),
    path("suppliers/", include(suppliers.urlpatterns)),
    path("", include(orders.urlpatterns)),
    path("payables/", include(ledger.urlpatterns)),
    path("suggestions/", views.suggestions, name="suggestions"),
    path("suggestions/take/", views.take_suggestions, name="suggestions_take"),
    path("reports/", views.reports, name="reports"),
    path("reports/lines/", views.report_lines, name="report_lines"),
    path("reports/prices/", views.report_prices, name="report_prices"),
    path("reports/export/", views.report_export, name="report_export"),
]
