"""Addresses of complaints."""

from django.urls import path

from .. import pages, views

app_name = "complaints"
REGISTERS = {
    "causes": (pages.CAUSES, pages.UNUSED),
    "doors": (pages.DOORS, (*pages.UNUSED, "")),
    "sayings": (pages.SAYINGS, pages.UNUSED),
    "improvements": (pages.IMPROVEMENTS, (*pages.UNUSED, "")),
}
LIST_WITHOUT = (*pages.UNUSED, "new", "")


def _register(name: str, register, without: tuple[str, ...]) -> list:
    return [
        path(f"{name}/{entry.pattern}", entry.callback, name=entry.name)
        for entry in register.urls(without=without)
    ]


urlpatterns = [
    *pages.COMPLAINTS.urls(without=LIST_WITHOUT),
    path("<int:pk>/", views.complaint, name="complaint"),
    path("<int:pk>/do/<slug:verb>/", views.act, name="act"),
    path("<int:pk>/carry/<slug:what>/", views.carry, name="carry"),
    path("<int:pk>/offer/<slug:answer>/", views.answer_offer, name="answer_offer"),
    path("<int:pk>/malice/<slug:answer>/", views.judge_malice, name="judge_malice"),
    path("<int:pk>/files/", views.add_file, name="add_file"),
    path("new/", views.take, name="complaint_new"),
    path("new/found/", views.take_found, name="take_found"),
    path("board/", views.board, name="board"),
    path("analysis/", views.analysis, name="analysis"),
    path("analysis/export/", views.analysis_export, name="analysis_export"),
    path("analysis/keep/", views.analysis_keep, name="analysis_keep"),
    path("analysis/<int:pk>/", views.analysis_kept, name="analysis_kept"),
    path("analysis/<int:pk>/send/", views.analysis_send, name="analysis_send"),
    path("improvements/<int:pk>/", views.improvement, name="improvement"),
    path("improvements/<int:pk>/to/<slug:what>/", views.improve, name="improve"),
    path("lessons/", views.lessons, name="lessons"),
    path("lessons/<int:pk>/", views.lesson, name="lesson"),
    path("doors/<int:pk>/", views.door, name="door"),
    path("doors/<int:pk>/code.svg", views.door_code, name="door_code"),
    path("tell/<str:code>/", views.tell, name="tell"),
    path("follow/<str:token>/", views.follow, name="follow"),
    path("ways/", views.ways, name="ways"),
    *(one for name, (register, without) in REGISTERS.items()
      for one in _register(name, register, without)),
]  # fmt: skip
