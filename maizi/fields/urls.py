"""Addresses of fields."""

from django.urls import path

from . import views

app_name = "fields"
urlpatterns = [
    path("parameters/", views.parameters, name="parameters"),
    path("parameters/<int:pk>/reset/", views.parameter_reset, name="parameter_reset"),
    path("parameters/<str:code>/", views.parameter, name="parameter"),
    path("numbers/", views.numbers, name="numbers"),
    path("numbers/<int:pk>/remove/", views.number_remove, name="number_remove"),
    path("numbers/<slug:code>/", views.number, name="number"),
]
