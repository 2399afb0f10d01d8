"""Addresses of targets and commission."""

from django.urls import path

from . import pages, views

app_name = "targets"
urlpatterns = [
    path("", views.board, name="board"),
    path("export/", views.board_export, name="board_export"),
    path("of/<int:pk>/", views.documents, name="documents"),
    path("set/", views.grid, name="grid"),
    path("set/sheet/", views.grid_sheet, name="grid_sheet"),
    path("commission/", views.commissions, name="commissions"),
    path("commission/mine/", views.mine, name="mine"),
    path("commission/compute/", views.compute, name="commission_compute"),
    path("commission/<int:pk>/", views.commission, name="commission"),
    path("commission/<int:pk>/submit/", views.submit, name="commission_submit"),
    path("commission/<int:pk>/export/", views.commission_export, name="commission_export"),
    *(path(f"rules/{e.pattern}", e.callback, name=e.name) for e in pages.RULES.urls(
        without=("bulk", "undo", "cell", "reveal"))),
]  # fmt: skip
