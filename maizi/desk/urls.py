"""Today, search, and what a browser needs to install the site."""

from django.urls import path

from . import views

app_name = "desk"
urlpatterns = [
    path("", views.today, name="today"),
    path("search/", views.search, name="search"),
    path("search/suggest/", views.suggest, name="suggest"),
    path("app.webmanifest", views.webmanifest, name="webmanifest"),
]
