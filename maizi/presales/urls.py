"""Addresses of presales."""

from django.urls import path

from . import pages, views

app_name = "presales"


def _plain(prefix: str, plain: pages.Pages) -> list:
    """The plain pages of a kind of record, without those it has of its own."""
    return [
        path(f"{prefix}{entry.pattern}", entry.callback, name=entry.name)
        for entry in plain.urls(without=(*pages.UNUSED, "list"))
    ]


urlpatterns = [
    path("trials/", views.trials, name="trial_list"),
    path("trials/new/", views.trial_new, name="trial_new"),
    path("trials/of/<int:pk>/new/", views.trial_of, name="trial_of"),
    path("trials/rates/", views.trial_rates, name="trial_rates"),
    path("trials/<int:pk>/", views.trial, name="trial"),
    path("trials/<int:pk>/do/<slug:verb>/", views.trial_do, name="trial_do"),
    *_plain("trials/", pages.TRIALS),
    path("experts/", views.expert_requests, name="expertrequest_list"),
    path("experts/of/<int:pk>/new/", views.request_of, name="request_of"),
    path("experts/<int:pk>/", views.request_page, name="expertrequest"),
    path("experts/<int:pk>/invite/", views.request_invite, name="request_invite"),
    path("experts/<int:pk>/close/", views.request_close, name="request_close"),
    path("experts/replies/<int:pk>/do/<slug:verb>/", views.reply_do, name="reply_do"),
    path("experts/replies/<int:pk>/share/", views.reply_share, name="reply_share"),
    *_plain("experts/", pages.REQUESTS),
]
