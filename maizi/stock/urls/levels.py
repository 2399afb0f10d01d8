"""What there is and what it is worth: the list, the cards, the reports, the numbered pieces."""

from django.urls import path

from .. import pages, views

urlpatterns = [
    path("products/<int:pk>/", views.card, name="card"),
    path("report/", views.report, name="report"),
    path("report/sheet/", views.report_sheet, name="report_sheet"),
    path("serials/", views.serials, name="serials"),
    path("<int:pk>/", views.account, name="stockaccount"),
    path("", views.accounts, name="stockaccount_list"),
    *pages.ACCOUNTS.urls(
        without=("list", "", "new", "edit", "bulk", "undo", "cell", "reveal", "print", "history")
    ),
]
