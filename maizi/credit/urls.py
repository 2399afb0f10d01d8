"""Addresses of receivables and credit."""

from django.urls import path

from . import pages, views

app_name = "credit"


def _plain(prefix: str, plain: pages.Pages, *, own: tuple[str, ...] = ()) -> list:
    return [
        path(f"{prefix}{entry.pattern}", entry.callback, name=entry.name)
        for entry in plain.urls(without=(*pages.ONLY_READ, *own))
    ]


urlpatterns = [
    path("receive/", views.receive, name="receive"),
    path("closing/", views.closing, name="closing"),
    path("ageing/", views.ageing, name="ageing"),
    path("ageing/sheet/", views.ageing_sheet, name="ageing_sheet"),
    path("ageing/bills/", views.bills, name="bills"),
    path("dunning/", views.dunning, name="dunning"),
    path("confirm/<str:token>/", views.confirm, name="confirm"),
    path("of/<int:pk>/open/", views.open_account, name="open_account"),
    path("allocations/<int:pk>/undo/", views.undo_allocation, name="allocation_undo"),
    path("entries/<int:pk>/", views.entry, name="entry"),
    path("entries/<int:pk>/allocate/", views.allocate, name="allocate"),
    path("entries/<int:pk>/reverse/", views.reverse, name="reverse"),
    path("entries/<int:pk>/write-off/", views.ask_write_off, name="ask_write_off"),
    *(path(f"imports/{e.pattern}", e.callback, name=e.name) for e in pages.IMPORTS.urls()),
    *_plain("entries/", pages.ENTRIES, own=("", "list", "print")),
    path("entries/", views.entries, name="entry_list"),
    path("statements/<int:pk>/", views.statement, name="statement"),
    path("statements/<int:pk>/send/", views.send, name="statement_send"),
    path("statements/<int:pk>/cancel/", views.cancel, name="statement_cancel"),
    path("statements/<int:pk>/sheet/", views.sheet, name="statement_sheet"),
    *_plain("statements/", pages.STATEMENTS, own=("", "print")),
    *_plain("write-offs/", pages.WRITE_OFFS),
    *_plain("", pages.ACCOUNTS, own=("", "list", "print")),
    path("", views.accounts, name="creditaccount_list"),
    path("<int:pk>/", views.account, name="creditaccount"),
    path("<int:pk>/limits/", views.agree, name="agree"),
    path("<int:pk>/hold/", views.hold, name="hold"),
    path("<int:pk>/dunning/", views.dun, name="dun"),
    path("<int:pk>/unhold/", views.unhold, name="unhold"),
    path("<int:pk>/receipt/", views.receipt, name="receipt"),
    path("<int:pk>/refund/", views.refund, name="refund"),
    path("<int:pk>/posting/", views.posting, name="posting"),
    path("<int:pk>/statement/", views.make, name="make_statement"),
]
