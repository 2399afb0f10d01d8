"""Addresses of personal information."""

from django.urls import path

from . import pages, views

app_name = "privacy"
OF_PERSON = "people/<str:kind>/<int:pk>/"


def _register(name: str, register: pages.Pages, without: tuple[str, ...]) -> list:
    return [
        path(f"{name}/{entry.pattern}", entry.callback, name=entry.name)
        for entry in register.urls(without=without)
    ]


urlpatterns = [
    path("", views.home, name="home"),
    path("fields/", views.fields, name="fields"),
    path("notices/", views.notices, name="notices"),
    path("notices/<int:pk>/", views.notice, name="notice"),
    path("mine/<str:token>/", views.mine, name="mine"),
    path(OF_PERSON, views.person, name="person"),
    path(f"{OF_PERSON}consent/", views.consent, name="agree"),
    path(f"{OF_PERSON}consent/<int:consent_id>/withdraw/", views.withdraw, name="withdraw"),
    path(f"{OF_PERSON}block/", views.block, name="block"),
    path(f"{OF_PERSON}block/<int:block_id>/lift/", views.lift, name="lift"),
    path(f"{OF_PERSON}link/", views.link, name="link"),
    path(f"{OF_PERSON}hold/", views.hold, name="hold"),
    path(f"{OF_PERSON}sensitive/<slug:code>/", views.put, name="put"),
    path(f"{OF_PERSON}sensitive/<slug:code>/read/", views.read, name="read"),
    path(f"{OF_PERSON}sensitive/<slug:code>/clear/", views.clear, name="clear"),
    path("requests/", views.requests, name="requests"),
    path("requests/new/", views.new_request, name="new_request"),
    path("requests/<int:pk>/", views.one_request, name="request"),
    path("requests/<int:pk>/<slug:verb>/", views.request_verb, name="request_verb"),
    path("requests/<int:pk>/copy/<slug:ending>/", views.package, name="package"),
    path("sensitive/", views.sensitive, name="sensitive"),
    path("sensitive/keys/", views.rotate, name="rotate"),
    path("sensitive/<slug:code>/", views.enable, name="enable"),
    path("sensitive/<slug:code>/off/", views.disable, name="disable"),
    path("retention/", views.retention, name="retention"),
    path("retention/<int:pk>/<slug:verb>/", views.judge, name="judge"),
    path("holds/<int:pk>/lift/", views.unhold, name="unhold"),
    path("open/<slug:topic>/<str:kind>/<int:pk>/", views.opening, name="open_for"),
    path("list/<str:kind>/<int:pk>/", views.listed, name="listed"),
    path("list/<str:kind>/<int:pk>/<int:entry_id>/end/", views.unlist, name="unlist"),
    path("exports/", views.exports, name="exports"),
    path("safeguards/", views.safeguards, name="safeguards"),
    path("safeguards/<int:pk>/", views.safeguard, name="safeguard"),
    *_register("purposes", pages.PURPOSES, pages.UNUSED),
    *_register("assessments", pages.ASSESSMENTS, pages.UNUSED),
    *_register("processors", pages.PROCESSORS, pages.UNUSED),
    *_register("breaches", pages.BREACHES, pages.UNUSED),
    *_register("consents", pages.CONSENTS, pages.READ_ONLY),
    *_register("openings", pages.OPENINGS, pages.READ_ONLY),
]
