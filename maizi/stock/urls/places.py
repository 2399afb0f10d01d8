"""Warehouses with their bins, counts, reorder points, imports, the closing of periods."""

from django.urls import path

from .. import pages, views

urlpatterns = [
    path("warehouses/<int:pk>/bins/", views.add_bin, name="bin_add"),
    path("bins/<int:pk>/remove/", views.remove_bin, name="bin_remove"),
    path("warehouses/<int:pk>/", views.warehouse, name="warehouse"),
    *(path(f"warehouses/{e.pattern}", e.callback, name=e.name) for e in pages.WAREHOUSES.urls(
        without=("", "bulk", "undo", "cell", "reveal"))),
    *(path(f"imports/{e.pattern}", e.callback, name=e.name) for e in pages.IMPORTS.urls()),
    path("counts/", views.counts, name="stockcount_list"),
    path("counts/new/", views.start_count, name="count_new"),
    path("counts/<int:pk>/", views.count, name="stockcount"),
    path("counts/<int:pk>/lines/", views.add_count_line, name="count_line_add"),
    path("counts/<int:pk>/submit/", views.submit_count, name="count_submit"),
    path("counts/<int:pk>/cancel/", views.cancel_count, name="count_cancel"),
    path("counts/<int:pk>/resume/", views.resume_count, name="count_resume"),
    path("counts/<int:pk>/sheet/", views.print_count, name="stockcount_print"),
    *(path(f"counts/{e.pattern}", e.callback, name=e.name) for e in pages.COUNTS.urls(
        without=("list", "", "new", "edit", "bulk", "undo", "cell", "reveal", "print"))),
    path("reorder/", views.reorder, name="reorder"),
    path("reorder/points/", views.set_point, name="point_set"),
    path("reorder/points/<int:pk>/remove/", views.remove_point, name="point_remove"),
    path("closing/", views.closing, name="closing"),
    path("closing/reopen/", views.reopen, name="reopen"),
]  # fmt: skip
