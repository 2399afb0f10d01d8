"""Addresses of selling."""

from django.urls import include, path

from .. import views
from . import after, drafts

app_name = "sales"
urlpatterns = [
    path("products/", views.products, name="products"),
    path("reports/", views.reports, name="reports"),
    path("reports/lines/", views.report_lines, name="report_lines"),
    path("reports/export/", views.report_export, name="report_export"),
    path("offer/<str:token>/", views.offer, name="offer"),
    path("track/<str:token>/", views.track, name="track"),
    path("quotes/", include(drafts.QUOTES)),
    path("orders/", include(drafts.ORDERS)),
    path("deliveries/", include(after.DELIVERIES)),
    path("invoices/", include(after.INVOICES)),
    path("returns/", include(after.RETURNS)),
    path("solutions/", include(drafts.SOLUTIONS)),
]
