"""Addresses of after-sales service."""

from django.urls import path

from .. import pages, views

app_name = "service"
REGISTERS = {
    "points": (pages.POINTS, pages.UNUSED),
    "engineers": (pages.ENGINEERS, (*pages.UNUSED, "")),
    "articles": (pages.ARTICLES, (*pages.UNUSED, "")),
    "emergency": (pages.EMERGENCY_PLANS, pages.UNUSED),
    "prevention": (pages.PREVENTIVE_PLANS, pages.UNUSED),
}
LIST_WITHOUT = (*pages.UNUSED, "new", "")


def _register(name: str, register, without: tuple[str, ...]) -> list:
    return [
        path(f"{name}/{entry.pattern}", entry.callback, name=entry.name)
        for entry in register.urls(without=without)
    ]


urlpatterns = [
    *pages.TICKETS.urls(without=LIST_WITHOUT),
    path("<int:pk>/", views.ticket, name="ticket"),
    path("<int:pk>/do/<slug:verb>/", views.act, name="act"),
    path("<int:pk>/on/<slug:what>/", views.carry, name="carry"),
    path("<int:pk>/files/", views.add_file, name="add_file"),
    path("<int:pk>/field/", views.field, name="field"),
    path("<int:pk>/step/<slug:verb>/", views.step, name="step"),
    path("<int:pk>/part/", views.part, name="part"),
    path("<int:pk>/conduct/", views.conduct, name="conduct"),
    path("<int:pk>/result/", views.result, name="result"),
    path("<int:pk>/incidents/<int:incident>/", views.decide, name="decide"),
    path("<int:pk>/follow-ups/<int:follow>/", views.follow_up, name="follow_up"),
    path("new/", views.take, name="ticket_new"),
    path("new/found/", views.take_found, name="take_found"),
    path("board/", views.board, name="board"),
    path("dispatch/", views.dispatch, name="dispatch"),
    path("dispatch/place/", views.place, name="place"),
    path("mine/", views.mine, name="mine"),
    path("promises/", views.promises, name="promises"),
    path("promises/edit/", views.promises_edit, name="promises_edit"),
    path("map/", views.points_map, name="map"),
    path("engineers/<int:pk>/", views.engineer, name="engineer"),
    path("engineers/<int:pk>/skills/", views.skills, name="skills"),
    path("engineers/<int:pk>/duties/", views.duties, name="duties"),
    path("articles/<int:pk>/", views.article, name="article"),
    path("articles/<int:pk>/to/<slug:what>/", views.article_to, name="article_to"),
    *(one for name, (register, without) in REGISTERS.items()
      for one in _register(name, register, without)),
]  # fmt: skip
