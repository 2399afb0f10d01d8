"""Addresses of group buying."""

from django.urls import include, path

from .. import pages, views

app_name = "groupbuys"
PLANS = [
    path("<int:pk>/", views.plan, name="groupbuyplan"),
    path("<int:pk>/move/", views.plan_move, name="plan_move"),
    path("steps/<int:pk>/", views.plan_step, name="plan_step"),
    *pages.PLANS.urls(without=("", *pages.UNUSED)),
]
OUTREACH = [
    path("<int:pk>/", views.outreach, name="outreachrecord"),
    *pages.OUTREACH.urls(without=("", *pages.UNUSED)),
]
REGISTRATIONS = [
    path("<int:pk>/", views.registration, name="registration"),
    path("<int:pk>/do/<slug:verb>/", views.registration_do, name="registration_do"),
    *pages.REGISTRATIONS.urls(without=("", "new", "edit", "print", *pages.UNUSED)),
]
urlpatterns = [
    path("plans/", include(PLANS)),
    path("outreach/", include(OUTREACH)),
    path("registrations/", include(REGISTRATIONS)),
    path("board/", views.board, name="board"),
    path("new/", views.activity_edit, name="groupbuy_new"),
    path("<int:pk>/", views.activity, name="groupbuy"),
    path("<int:pk>/edit/", views.activity_edit, name="groupbuy_edit"),
    path("<int:pk>/do/<slug:verb>/", views.do, name="do"),
    path("<int:pk>/register/", views.register, name="register"),
    path("<int:pk>/poster/", views.poster, name="poster"),
    path("<int:pk>/code.svg", views.poster_code, name="poster_code"),
    path("join/<str:code>/", views.offer, name="offer"),
    path("join/<str:code>/progress/", views.offer_progress, name="offer_progress"),
    path("mine/<str:token>/", views.mine, name="mine"),
    *pages.GROUP_BUYS.urls(without=("", "new", "edit", *pages.UNUSED)),
]
