"""Addresses of care."""

from django.urls import include, path

from . import pages, views

app_name = "care"
urlpatterns = [
    path("", views.hand_overs, name="hand_overs"),
    path("new/", views.hand_over_new, name="hand_over_new"),
    path("mine/", views.mine, name="mine"),
    path("plan/", views.plan, name="plan"),
    path("plan/batch/", views.batch, name="batch"),
    path("plan/greetings/", views.greetings, name="greetings"),
    path("plan/greetings/<int:pk>/", views.greeting, name="greeting"),
    path("customers/<int:pk>/visit/", views.visit, name="visit"),
    path("customers/<int:pk>/interval/", views.interval, name="interval"),
    path("customers/<int:pk>/stage/", views.stage, name="stage"),
    path("customers/<int:pk>/member/", views.member, name="member"),
    path("customers/<int:pk>/partner/", views.partner, name="partner"),
    path("customers/<int:pk>/win-back/", views.begin, name="begin"),
    path("win-back/lost/", views.lost, name="lost"),
    path("win-back/<int:pk>/give-up/", views.give_up, name="give_up"),
    path("ladder/", views.ladder, name="ladder"),
    path(
        "win-back/",
        include(
            [
                *pages.WIN_BACKS.urls(
                    without=("list", "", "new", "bulk", "undo", "cell", "reveal", "print")
                ),
                path("<int:pk>/", views.win_back, name="winback"),
                path("", views.win_backs, name="winback_list"),
            ]
        ),
    ),
    path("customers/<int:pk>/conflict/", views.conflict_new, name="conflict_new"),
    path(
        "conflicts/",
        include(
            [
                path("<int:pk>/solve/", views.conflict_solve, name="conflict_solve"),
                *pages.CONFLICTS.urls(
                    without=("", "new", "bulk", "undo", "cell", "reveal", "print")
                ),
                path("<int:pk>/", views.conflict, name="conflict"),
            ]
        ),
    ),
    path("pieces/<int:pk>/", views.piece, name="piece"),
    path("<int:pk>/", views.hand_over, name="hand_over"),
    path("<int:pk>/refresh/", views.refresh, name="refresh"),
    path("<int:pk>/rule/", views.rule, name="rule"),
    path("<int:pk>/move/", views.move, name="move"),
    path("<int:pk>/finish/", views.finish, name="finish"),
    path("<int:pk>/call-off/", views.call_off, name="call_off"),
    path("<int:pk>/report/", views.report, name="report"),
    path("<int:pk>/report/export/", views.report_export, name="report_export"),
    path("<int:pk>/pieces/<slug:holding>/", views.pieces, name="pieces"),
]
