"""What follows an order: deliveries, invoices, returns."""

from django.urls import path

from .. import pages, views

WITHOUT = ("", "list", "new", "bulk", "undo", "cell", "reveal")

DELIVERIES = [
    *pages.DELIVERIES.urls(without=WITHOUT),
    path("", views.deliveries, name="delivery_list"),
    path("<int:pk>/", views.delivery, name="delivery"),
    path("<int:pk>/do/<slug:verb>/", views.delivery_act, name="delivery_act"),
]
INVOICES = [
    *pages.INVOICES.urls(without=WITHOUT),
    path("", views.invoices, name="invoice_list"),
    path("<int:pk>/", views.invoice, name="invoice"),
    path("<int:pk>/issue/", views.invoice_issue, name="invoice_issue"),
    path("<int:pk>/redden/", views.invoice_redden, name="invoice_redden"),
    path("<int:pk>/drop/", views.invoice_drop, name="invoice_drop"),
]
RETURNS = [
    *pages.RETURNS.urls(without=(*WITHOUT, "edit")),
    path("", views.returns, name="return_list"),
    path("<int:pk>/", views.return_, name="return"),
    path("<int:pk>/do/<slug:verb>/", views.return_act, name="return_act"),
    path("<int:pk>/settle/", views.return_settle, name="return_settle"),
]
