"""Addresses of approvals."""

from django.urls import path

from . import views

app_name = "approvals"
urlpatterns = [
    path("", views.boxes, name="boxes"),
    path("<int:pk>/", views.case, name="case"),
    path("<int:pk>/decide/", views.decide, name="decide"),
    path("<int:pk>/hand-over/", views.hand_over, name="hand_over"),
    path("<int:pk>/signer/", views.add_signer, name="add_signer"),
    path("<int:pk>/copy/", views.copy, name="copy"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:pk>/apply/", views.apply, name="apply"),
    path("definitions/", views.definitions, name="definitions"),
    path("definitions/new/<str:subject>/", views.definition, name="definition_new"),
    path("definitions/<int:pk>/", views.definition, name="definition"),
    path("definitions/<int:pk>/switch/", views.switch, name="switch"),
]
