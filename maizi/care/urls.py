"""Addresses of care."""

from django.urls import path

from . import views

app_name = "care"
urlpatterns = [
    path("", views.hand_overs, name="hand_overs"),
    path("new/", views.hand_over_new, name="hand_over_new"),
    path("mine/", views.mine, name="mine"),
    path("pieces/<int:pk>/", views.piece, name="piece"),
    path("<int:pk>/", views.hand_over, name="hand_over"),
    path("<int:pk>/refresh/", views.refresh, name="refresh"),
    path("<int:pk>/rule/", views.rule, name="rule"),
    path("<int:pk>/move/", views.move, name="move"),
    path("<int:pk>/finish/", views.finish, name="finish"),
    path("<int:pk>/call-off/", views.call_off, name="call_off"),
    path("<int:pk>/report/", views.report, name="report"),
    path("<int:pk>/report/export/", views.report_export, name="report_export"),
    path("<int:pk>/pieces/<slug:holding>/", views.pieces, name="pieces"),
]
