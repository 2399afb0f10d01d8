"""Visits and the way of a day."""

from django.urls import path

from .. import pages, views

urlpatterns = [
    path("day/", views.day, name="day"),
    path("<int:pk>/discuss/", views.discuss, name="discuss"),
    path("<int:pk>/materials/", views.materials, name="materials"),
    path("<int:pk>/ready/", views.ready, name="ready"),
    path("<int:pk>/check-in/", views.check_in, name="check_in"),
    path("<int:pk>/report/", views.report, name="report"),
    path("<int:pk>/cancel/", views.visit_cancel, name="visit_cancel"),
    *pages.VISITS.urls(without=("list", "", "new", "bulk", "undo", "cell", "reveal")),
    path("<int:pk>/", views.visit, name="visit"),
    path("new/", views.visit_new, name="visit_new"),
    path("", views.visits, name="visit_list"),
]  # fmt: skip
