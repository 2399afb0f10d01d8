"""Addresses of relationship."""

from django.urls import path

from . import pages, views

app_name = "relationship"


def _plain(prefix: str, plain: pages.Pages, *own: str, changes: bool = False) -> list:
    """The plain pages of a kind of record, without those it has of its own."""
    unused = [one for one in (*pages.UNUSED, *own) if not changes or one != "edit"]
    return [
        path(f"{prefix}{entry.pattern}", entry.callback, name=entry.name)
        for entry in plain.urls(without=unused)
    ]


urlpatterns = [
    path("promises/", views.promises, name="promise_list"),
    path("promises/rates/", views.promise_rates, name="promise_rates"),
    path("promises/of/<int:pk>/new/", views.promise_new, name="promise_new"),
    path("promises/<int:pk>/", views.promise, name="promise"),
    path("promises/<int:pk>/do/<slug:verb>/", views.promise_do, name="promise_do"),
    path("steps/of/<int:pk>/<slug:name>/", views.step, name="step"),
    path("company/", views.company, name="company"),
    path("company/<slug:name>/", views.change, name="change"),
    path("links/of/<int:pk>/new/", views.link_new, name="link_new"),
    path("links/<int:pk>/", views.link, name="benefitlink"),
    *_plain("links/", pages.LINKS, changes=True),
    path("one/<int:pk>/", views.one, name="one"),
    path("one/<int:pk>/spend/", views.spend, name="spend"),
    path("one/<int:pk>/offer/", views.offer, name="offer"),
    path("trials/", views.trials, name="trialuser_list"),
    path("trials/effects/", views.effects, name="effects"),
    path("trials/of/<int:pk>/new/", views.trial_new, name="trial_new"),
    path("trials/<int:pk>/", views.trial, name="trialuser"),
    path("trials/<int:pk>/end/", views.trial_end, name="trial_end"),
    *_plain("trials/", pages.TRIALS, "list"),
    path("summaries/", views.summaries, name="summaries"),
    path("summaries/of/<int:pk>/begin/", views.summary_begin, name="summary_begin"),
    path("summaries/<int:pk>/file/", views.summary_file, name="summary_file"),
    *_plain("promises/", pages.PROMISES, "list"),
    *_plain("", pages.EVALUATIONS),
    path("<int:pk>/", views.evaluation, name="evaluation"),
    path("<int:pk>/do/<slug:verb>/", views.evaluation_do, name="evaluation_do"),
    path("of/<int:pk>/new/", views.evaluation_new, name="evaluation_new"),
]
