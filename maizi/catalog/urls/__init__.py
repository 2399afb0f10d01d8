"""Addresses of the catalogue: products, and prices beside them."""

from django.urls import include, path

from . import prices, products

app_name = "catalog"
urlpatterns = [
    path("products/", include(products.urlpatterns)),
    path("prices/", include(prices.urlpatterns)),
]
