"""Addresses of rating."""

from django.urls import include, path

from . import pages, views

app_name = "rating"


def _plain(prefix: str, plain, without: tuple[str, ...]) -> list:
    return [
        path(f"{prefix}{entry.pattern}", entry.callback, name=entry.name)
        for entry in plain.urls(without=without)
    ]


READ = ("", "history", "print")  # for a purpose (M-5)
urlpatterns = [
    *_plain("", pages.EVALUATIONS, (*pages.UNUSED, *READ, "new", "list")),
    path("", views.evaluations, name="evaluation_list"),
    path("<int:pk>/", views.evaluation, name="evaluation"),
    path("<int:pk>/history/", views.evaluation_history, name="evaluation_history"),
    path("<int:pk>/paragraphs/", views.paragraphs, name="paragraphs"),
    path("<int:pk>/marks/", views.marks, name="marks"),
    path("<int:pk>/agree/", views.agree, name="agree"),
    path("<int:pk>/paid/", views.paid, name="paid"),
    path("<int:pk>/files/", views.add_file, name="file"),
    path("<int:pk>/do/<slug:verb>/", views.act, name="act"),
    path("of/<int:pk>/begin/", views.begin, name="begin"),
    path("of/<int:pk>/", views.dossier, name="dossier"),
    path("of/<int:pk>/papers/new/", views.paper_new, name="paper_new"),
    path("of/<int:pk>/statements/new/", views.statement_new, name="statement_new"),
    path("of/<int:pk>/surveys/new/", views.survey_new, name="survey_new"),
    *_plain("surveys/", pages.SURVEYS, (*pages.UNUSED, *READ, "new", "edit")),
    path("surveys/<int:pk>/", views.survey, name="survey"),
    path("surveys/<int:pk>/history/", views.survey_history, name="survey_history"),
    path("of/<int:pk>/reviews/new/", views.review_new, name="review_new"),
    *_plain("statements/", pages.STATEMENTS, (*pages.UNUSED, *READ, "new", "edit", "list")),
    path("statements/<int:pk>/", views.statement, name="financialstatement"),
    path(
        "statements/<int:pk>/history/", views.statement_history, name="financialstatement_history"
    ),
    path("statements/<int:pk>/edit/", views.statement_edit, name="financialstatement_edit"),
    path("statements/<int:pk>/print/", views.statement_print, name="financialstatement_print"),
    path("statements/", views.statements, name="financialstatement_list"),
    path("statements/imports/", include((pages.STATEMENT_IMPORTS.urls(), "statements"))),
    *_plain("reviews/", pages.REVIEWS, (*pages.UNUSED, "new", "edit", "", "print")),
    path("reviews/<int:pk>/", views.review, name="review"),
    *_plain("cards/", pages.CARDS, (*pages.UNUSED, "", "print")),
    path("cards/<int:pk>/", views.scorecard, name="scorecard"),
    path("cards/<int:pk>/do/<slug:verb>/", views.card_do, name="card_do"),
    path("cards/<int:pk>/criteria/new/", views.criterion_new, name="criterion_new"),
    path("cards/<int:pk>/criteria/<int:criterion>/traits/new/", views.trait_new, name="trait_new"),
    path("cards/<int:pk>/traits/<int:trait>/", views.trait, name="trait"),
    path("backtest/", views.backtest, name="backtest"),
    *_plain("books/", pages.BOOKS, (*pages.UNUSED, "", "new", "list", "print")),
    path("books/", views.books, name="book_list"),
    path("books/<int:pk>/", views.book, name="book"),
    path("books/imports/", include((pages.BOOK_IMPORTS.urls(), "books"))),
    *_plain("attributes/", pages.ATTRIBUTES, pages.UNUSED),
]
