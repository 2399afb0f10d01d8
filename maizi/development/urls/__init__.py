"""Addresses of winning customers."""

from django.urls import include, path

from . import accounts, deals, markets, reports, visits

app_name = "development"
urlpatterns = [
    path("opportunities/", include(deals.urlpatterns)),
    path("visits/", include(visits.urlpatterns)),
    path("plans/", include(accounts.PLANS)),
    path("agreements/", include(accounts.AGREEMENTS)),
    path("gifts/", include(accounts.GIFTS)),
    path("reports/", include(reports.urlpatterns)),
    path("markets/", include(markets.urlpatterns)),
]
