"""Addresses of spare parts."""

from django.urls import path

from . import pages, views

app_name = "parts"


def _plain(prefix: str, plain: pages.Pages, *without: str) -> list:
    return [
        path(f"{prefix}{entry.pattern}", entry.callback, name=entry.name)
        for entry in plain.urls(without=(*pages.UNUSED, *without))
    ]


urlpatterns = [
    path("", views.board, name="board"),
    path("<int:pk>/", views.part, name="part"),
    path("measures/", views.measures, name="measures"),
    path("plans/new/", views.plan_new, name="partplan_new"),
    path("plans/<int:pk>/", views.plan, name="partplan"),
    path("plans/<int:pk>/fleet/", views.fleet, name="fleet"),
    path("plans/<int:pk>/do/<slug:verb>/", views.do, name="do"),
    path("plans/<int:pk>/parts/<int:part>/", views.basis_set, name="basis_set"),
    path("plans/rates/<int:pk>/", views.prior_set, name="prior_set"),
    *_plain("plans/", pages.PLANS, "", "new", "print"),
    *_plain("regions/", pages.REGIONS),
    *_plain("fittings/", pages.FITTINGS),
    *_plain("past-use/", pages.PAST_USE),
    *(path(f"imports/{e.pattern}", e.callback, name=e.name) for e in pages.IMPORTS.urls()),
]
