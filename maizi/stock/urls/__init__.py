"""Addresses of stock: what there is, documents, counts, places and reports."""

from django.urls import include, path

from . import documents, levels, places

app_name = "stock"
urlpatterns = [
    path("documents/", include(documents.urlpatterns)),
    path("", include(places.urlpatterns)),
    path("", include(levels.urlpatterns)),
]
