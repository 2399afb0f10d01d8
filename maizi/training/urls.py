"""Addresses of performance and of training."""

from django.urls import path

from . import pages, views

app_name = "training"


def _plain(prefix: str, plain: pages.Pages, *without: str) -> list:
    return [
        path(f"{prefix}{entry.pattern}", entry.callback, name=entry.name)
        for entry in plain.urls(without=(*pages.UNUSED, *without))
    ]


urlpatterns = [
    path("", views.sheet, name="sheet"),
    path("export/", views.export, name="export"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/<str:month>/sign/", views.sign, name="sign"),
    path("mine/", views.mine, name="mine"),
    path("matrix/", views.matrix, name="matrix"),
    path("courses/<int:pk>/", views.course, name="course"),
    path("courses/<int:pk>/lessons/", views.lessons, name="lessons"),
    path("courses/<int:pk>/cover/", views.cover, name="cover"),
    path("courses/<int:pk>/retire/", views.retire, name="retire"),
    path("classes/<int:pk>/", views.class_, name="trainingclass"),
    path("classes/<int:pk>/enrol/", views.enrol, name="enrol"),
    path("classes/<int:pk>/drop/<int:enrolment>/", views.drop, name="drop"),
    path("classes/<int:pk>/attend/", views.attend, name="attend"),
    path("classes/<int:pk>/scores/", views.scores, name="scores"),
    path("classes/<int:pk>/close/", views.close, name="close"),
    path("classes/<int:pk>/cancel/", views.cancel, name="cancel"),
    path("certificates/<int:pk>/", views.certificate, name="certificate"),
    path("certificates/<int:pk>/revoke/", views.revoke, name="revoke"),
    path("exchange/", views.exchanges, name="exchanges"),
    path("exchanges/<int:pk>/", views.exchange, name="exchange"),
    path("exchanges/<int:pk>/hold/", views.exchange_hold, name="exchange_hold"),
    path("exchanges/<int:pk>/cancel/", views.exchange_cancel, name="exchange_cancel"),
    path("experiences/<int:pk>/", views.experience, name="experience"),
    path("experiences/<int:pk>/review/", views.experience_review, name="experience_review"),
    *_plain("exchanges/", pages.EXCHANGES),
    *_plain("experiences/", pages.EXPERIENCES),
    *_plain("courses/", pages.COURSES),
    *_plain("classes/", pages.CLASSES),
    *_plain("certificates/", pages.CERTIFICATES, "new", "edit"),
]
