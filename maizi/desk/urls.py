"""Today, search, and what a browser needs to install the site."""

from django.urls import path

from . import views

app_name = "desk"
urlpatterns = [
    path("", views.today, name="today"),
    path("board/", views.board, name="board"),
    path("board/arrange/", views.arranging, name="arranging"),
    path("board/move/", views.move, name="move"),
    path("board/kind/", views.kind, name="kind"),
    path("board/rhythm/", views.rhythm, name="rhythm"),
    path("search/", views.search, name="search"),
    path("search/suggest/", views.suggest, name="suggest"),
    path("app.webmanifest", views.webmanifest, name="webmanifest"),
]
