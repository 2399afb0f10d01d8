"""Addresses of key-account lists, grade changes, the credit desk."""

from django.urls import path

from . import pages, views

app_name = "keyaccounts"


def _plain(prefix: str, plain: pages.Pages, without: tuple[str, ...]) -> list:
    return [
        path(f"{prefix}{entry.pattern}", entry.callback, name=entry.name)
        for entry in plain.urls(without=without)
    ]


urlpatterns = [
    path("", views.board, name="board"),
    path("desk/", views.desk, name="desk"),
    path("moves/", views.moves, name="moves"),
    path("grades/", views.grades, name="grades"),
    path("uses/", views.uses, name="uses"),
    path("of/<int:pk>/propose/", views.propose, name="propose"),
    path("changes/<int:pk>/", views.change, name="gradechange"),
    path("changes/<int:pk>/file/", views.file_change, name="file"),
    path("changes/<int:pk>/more/", views.ask_for_more, name="more"),
    path("changes/<int:pk>/extend/", views.extend, name="extend"),
    path("changes/<int:pk>/drop/", views.drop, name="drop"),
    path("changes/<int:pk>/history/", views.change_history, name="gradechange_history"),
    *_plain("changes/", pages.CHANGES, (*pages.ONLY_READ, "", "history")),
    path("suggestions/<int:pk>/", views.suggestion, name="suggestion"),
    path("suggestions/<int:pk>/answer/", views.answer, name="answer"),
    *_plain(
        "suggestions/", pages.SUGGESTIONS,
        ("", "edit", "bulk", "undo", "cell", "reveal", "print", "export"),
    ),
    *_plain("lists/", pages.LISTS, (*pages.ONLY_READ, "", "history")),
    path("lists/<int:pk>/", views.key_account, name="keyaccount"),
    path("lists/<int:pk>/history/", views.key_account_history, name="keyaccount_history"),
    path("lists/<int:pk>/decide/", views.decide, name="decide"),
]  # fmt: skip
