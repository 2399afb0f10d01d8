"""Opportunities, the board, the forecast, pipelines."""

from django.urls import path

from .. import pages, views

urlpatterns = [
    path("board/", views.board, name="board"),
    path("forecast/", views.forecast, name="forecast"),
    *(path(f"pipelines/{e.pattern}", e.callback, name=e.name) for e in pages.PIPELINES.urls(
        without=("list", "", "bulk", "undo", "cell", "reveal", "export"))),
    path("pipelines/<int:pk>/", views.pipeline, name="pipeline"),
    path("pipelines/", views.pipelines, name="pipeline_list"),
    path("<int:pk>/move/", views.move, name="move"),
    path("<int:pk>/close/", views.close, name="close"),
    path("<int:pk>/reopen/", views.reopen, name="reopen"),
    path("<int:pk>/assign/", views.assign, name="assign"),
    path("<int:pk>/record/", views.record, name="record"),
    path("<int:pk>/files/", views.add_file, name="file_add"),
    *pages.OPPORTUNITIES.urls(without=("list", "", "new", "reveal")),
    path("<int:pk>/", views.opportunity, name="opportunity"),
    path("new/", views.new, name="opportunity_new"),
    path("", views.opportunities, name="opportunity_list"),
]  # fmt: skip
