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
    path("templates/", views.templates, name="templates"),
    path("templates/<int:pk>/use/", views.template_use, name="template_use"),
    path("templates/<int:pk>/retire/", views.template_retire, name="template_retire"),
    path("templates/seal/", views.seal, name="seal"),
    path("templates/seal/picture/", views.seal_picture, name="seal_picture"),
    path("templates/<str:model>/names/", views.template_names, name="template_names"),
    path("templates/<str:model>/<slug:key>/file/", views.template_download, name="template_file"),
    path("templates/<str:model>/<slug:key>/trial/", views.template_trial, name="template_trial"),
    path("keepers/", views.keepers, name="keepers"),
    path("keepers/<int:pk>/retire/", views.keeper_retire, name="keeper_retire"),
    path("filed/", views.filed, name="filed"),
    path("filed/<int:pk>/file/", views.filed_file, name="filed_file"),
    path("filed/<int:pk>/check/", views.filed_check, name="filed_check"),
    path("print/<str:model>/<int:pk>/", views.prints, name="prints"),
    path("print/<str:model>/<int:pk>/with/<slug:key>/", views.print_now, name="print_now"),
    path("print/<str:model>/<int:pk>/<int:print_id>/", views.print_again, name="print_again"),
]
