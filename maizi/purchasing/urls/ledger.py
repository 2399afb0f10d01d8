"""The supplier ledger."""

from django.urls import path

from .. import pages, views
from ..pages import READ_ONLY

urlpatterns = [
    path("", views.payables, name="payables"),
    path("months/close/", views.close_month, name="month_close"),
    path("months/reopen/", views.reopen_month, name="month_reopen"),
    path("of/<int:pk>/statement/", views.statement, name="statement"),
    path("of/<int:pk>/pay/", views.pay, name="pay"),
    path("of/<int:pk>/bill/", views.bill, name="bill"),
    path("of/<int:pk>/allocate/", views.allocate, name="allocate"),
    path("of/<int:pk>/opening/", views.opening, name="opening"),
    path("allocations/<int:pk>/release/", views.release, name="release"),
    path("entries/<int:pk>/", views.entry, name="supplierentry"),
    path("entries/<int:pk>/reverse/", views.reverse_entry, name="entry_reverse"),
    *(path(f"entries/{e.pattern}", e.callback, name=e.name) for e in pages.ENTRIES.urls(
        without=READ_ONLY)),
    path("bills/<int:pk>/", views.bill_shown, name="supplierbill"),
    *(path(f"bills/{e.pattern}", e.callback, name=e.name) for e in pages.BILLS.urls(
        without=READ_ONLY)),
]  # fmt: skip
