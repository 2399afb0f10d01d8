"""Addresses of 三包."""

from django.urls import path

from . import pages, views

app_name = "warranty"


def _plain(prefix: str, plain: pages.Pages, *without: str) -> list:
    return [
        path(f"{prefix}{entry.pattern}", entry.callback, name=entry.name)
        for entry in plain.urls(without=without)
    ]


urlpatterns = [
    path("check/", views.check, name="check"),
    *(path(f"imports/{e.pattern}", e.callback, name=e.name) for e in pages.IMPORTS.urls()),
    path("find/", views.find, name="find"),
    path("named/", views.named, name="named"),
    path("scan/<str:code>/", views.scanned, name="scanned"),
    path("ask/", views.ask_free, name="ask_free"),
    path("repairs/<int:pk>/", views.repair, name="repair"),
    *_plain("repairs/", pages.REPAIRS, *pages.UNUSED, "new", "reveal", ""),
    path("verdicts/<int:pk>/", views.verdict, name="verdict"),
    path("verdicts/<int:pk>/choose/", views.choose, name="choose"),
    *_plain("verdicts/", pages.VERDICTS, *pages.WRITTEN, "", "print"),
    path("acceptances/<int:pk>/", views.acceptance, name="acceptance"),
    *_plain("acceptances/", pages.ACCEPTANCES, *pages.WRITTEN, "", "print"),
    path("catalogue/", views.catalogue, name="cataloguerow_list"),
    path("catalogue/confirm/", views.catalogue_confirm, name="catalogue_confirm"),
    path("catalogue/<int:pk>/", views.catalogue_row, name="cataloguerow"),
    path("catalogue/<int:pk>/version/", views.catalogue_version, name="catalogue_version"),
    *_plain("catalogue/", pages.CATALOGUE, *pages.UNUSED, "list", "reveal", "print", ""),
    path("", views.units, name="unit_list"),
    path("new/", views.unit_new, name="unit_new"),
    path("<int:pk>/", views.unit, name="unit"),
    path("<int:pk>/ask/", views.ask, name="ask"),
    path("<int:pk>/repair/", views.repair_new, name="mend"),
    path("<int:pk>/exchange/", views.exchange, name="exchange"),
    path("<int:pk>/take-back/", views.take_back, name="take_back"),
    path("<int:pk>/accept/", views.accept, name="accept"),
    path("<int:pk>/label/", views.label, name="label"),
    path("<int:pk>/code.svg", views.qr, name="qr"),
    *_plain("", pages.UNITS, *pages.UNUSED, "list", "new", "reveal", "", "print"),
]
