"""Addresses of analytics."""

from django.urls import path

from . import views

app_name = "insight"
urlpatterns = [
    path("", views.index, name="index"),
    path("runs/<int:pk>/", views.run, name="run"),
    path("<slug:which>/", views.analysis, name="analysis"),
    path("<slug:which>/export/", views.export, name="export"),
    path("<slug:which>/keep/", views.keep, name="keep"),
    path("<slug:which>/tag/", views.tag, name="tag"),
    path("<slug:which>/quote/", views.quote, name="quote"),
    path("<slug:which>/class/", views.classify, name="classify"),
]
