"""查重: the question, the steward's list, the rules."""

from django.urls import path

from ..views import twins

urlpatterns = [
    path("check/", twins.check, name="check"),
    path("twins/", twins.twins, name="twins"),
    path("twins/sweep/", twins.sweep_start, name="sweep_start"),
    path("twins/state/", twins.sweep_state, name="sweep_state"),
    path("twins/apart/", twins.apart, name="apart"),
    path("twins/rules/", twins.matching, name="matching"),
]
