"""The gallery and the choices of comboboxes."""

from django.urls import path

from . import views

app_name = "kit"
urlpatterns = [
    path("gallery/", views.gallery, name="gallery"),
    path("watermark.svg", views.watermark, name="watermark"),
    path("choices/<str:kind>/", views.choices, name="choices"),
]
