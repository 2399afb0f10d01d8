"""Addresses of key-account service."""

from django.urls import path

from . import views

app_name = "keyservice"
urlpatterns = [
    path("", views.board, name="board"),
    path("of/<int:pk>/", views.account, name="account"),
    path("of/<int:pk>/do/<slug:verb>/", views.account_do, name="account_do"),
    path("promises/<int:pk>/to/<slug:what>/", views.promise_to, name="promise_to"),
    path("supports/<int:pk>/", views.support, name="support"),
    path("supports/<int:pk>/do/<slug:verb>/", views.support_do, name="support_do"),
]
