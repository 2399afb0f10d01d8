"""Addresses of satisfaction."""

from django.urls import path

from . import pages, views

app_name = "satisfaction"
PLAIN = {
    "questionnaires": (pages.QUESTIONNAIRES, pages.UNUSED),
    "alerts": (pages.ALERTS, (*pages.UNUSED, "new", "edit")),
}


def _plain(name: str) -> list:
    register, without = PLAIN[name]
    return [
        path(f"{name}/{entry.pattern}", entry.callback, name=entry.name)
        for entry in register.urls(without=without)
    ]


urlpatterns = [
    path("answer/<str:token>/", views.answer, name="answer"),
    path("answer/<str:token>/code.svg", views.answer_code, name="answer_code"),
    path("questionnaires/<int:pk>/indicators/", views.indicator_new, name="indicator_new"),
    path("questionnaires/<int:pk>/weights/", views.weights, name="weights"),
    path("questionnaires/<int:pk>/questions/", views.question_new, name="question_new"),
    path("questionnaires/<int:pk>/preview/", views.preview, name="preview"),
    path("questionnaires/<int:pk>/ready/", views.ready, name="ready"),
    path("questionnaires/<int:pk>/renew/", views.renew, name="renew"),
    path("questionnaires/<int:pk>/retire/", views.retire, name="retire"),
    path("indicators/<int:pk>/", views.indicator, name="indicator"),
    path("indicators/<int:pk>/drop/", views.drop_indicator, name="drop_indicator"),
    path("questions/<int:pk>/", views.question, name="question"),
    path("questions/<int:pk>/move/<slug:way>/", views.move_question, name="move_question"),
    path("questions/<int:pk>/drop/", views.drop_question, name="drop_question"),
    *_plain("questionnaires"),
    path("questionnaires/<int:pk>/", views.questionnaire, name="questionnaire"),
    path("alerts/<int:pk>/step/<slug:step>/", views.step, name="step"),
    path("alerts/<int:pk>/end/", views.end_alert, name="end_alert"),
    path("alerts/<int:pk>/complain/", views.complain, name="complain"),
    *_plain("alerts"),
    path("alerts/<int:pk>/", views.alert, name="alert"),
    path("responses/<int:pk>/", views.response, name="response"),
    path("invitations/<int:pk>/link/", views.hand, name="hand"),
    path("invitations/<int:pk>/drop/", views.drop, name="drop"),
    path("invitations/<int:pk>/interview/", views.interview, name="interview"),
    path("shortfalls/<int:pk>/act/", views.act, name="act"),
    path("shortfalls/<int:pk>/leave/", views.leave, name="leave"),
    path("<int:pk>/fill/", views.fill, name="fill"),
    path("<int:pk>/begin/", views.begin, name="begin"),
    path("<int:pk>/send/", views.send, name="send"),
    path("<int:pk>/remind/", views.remind, name="remind"),
    path("<int:pk>/close/", views.close, name="close"),
    path("<int:pk>/results/", views.results, name="results"),
    path("<int:pk>/results/export/", views.results_export, name="results_export"),
    path("<int:pk>/check/", views.check, name="check"),
    path("<int:pk>/improve/", views.improve, name="improve"),
    path("<int:pk>/improve/add/", views.add_shortfall, name="add_shortfall"),
    path("<int:pk>/improve/file/", views.file_review, name="file_review"),
    path("<int:pk>/improve/final/", views.finalise, name="finalise"),
    *pages.ROUNDS.urls(without=pages.UNUSED),
    path("<int:pk>/", views.round_, name="round"),
]
