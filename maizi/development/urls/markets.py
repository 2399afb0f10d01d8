"""Target markets, screenings, concerns, needs."""

from django.urls import path

from .. import pages, views

urlpatterns = [
    path("concerns/", views.concerns, name="concerns"),
    *(path(f"needs/{e.pattern}", e.callback, name=e.name) for e in pages.NEEDS.urls(
        without=("reveal",))),
    path("screenings/<int:pk>/", views.screening, name="screening"),
    path("screenings/<int:pk>/choose/", views.choose, name="choose"),
    path("<int:pk>/screen/", views.screen, name="screen"),
    *pages.MARKETS.urls(
        without=("list", "", "new", "edit", "bulk", "undo", "cell", "reveal", "export")),
    path("<int:pk>/edit/", views.market_edit, name="targetmarket_edit"),
    path("<int:pk>/", views.market, name="targetmarket"),
    path("new/", views.market_edit, name="targetmarket_new"),
    path("", views.markets, name="targetmarket_list"),
]  # fmt: skip
