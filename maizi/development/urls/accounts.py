"""Key-account plans, first contacts, agreements, gifts."""

from django.urls import path

from .. import pages, views

PLANS = [
    path("parts/<int:pk>/", views.part, name="part"),
    path("<int:pk>/factors/", views.factors, name="factors"),
    path("<int:pk>/compare/", views.compare, name="compare"),
    path("<int:pk>/worth/", views.worth, name="worth"),
    path("<int:pk>/claims/", views.claim, name="claim"),
    path("<int:pk>/trade/", views.trade, name="trade"),
    path("<int:pk>/method/", views.method, name="method"),
    path("<int:pk>/letters/", views.letter_new, name="letter_new"),
    path("letters/<int:pk>/", views.letter, name="letter"),
    path("letters/<int:pk>/edit/", views.letter_edit, name="letter_edit"),
    path("letters/<int:pk>/send/", views.letter_send, name="letter_send"),
    *pages.KEY_PLANS.urls(without=("list", "", "bulk", "undo", "cell", "reveal", "export")),
    path("<int:pk>/", views.key_plan, name="keyplan"),
    path("", views.key_plans, name="keyplan_list"),
]
AGREEMENTS = [
    path("<int:pk>/turn/<slug:state>/", views.turn, name="turn"),
    path("<int:pk>/obligations/", views.oblige, name="oblige"),
    path("obligations/<int:pk>/done/", views.fulfil, name="fulfil"),
    path("new/", views.agreement_new, name="agreement_new"),
    *pages.AGREEMENTS.urls(without=("", "new", "bulk", "undo", "cell", "reveal")),
    path("<int:pk>/", views.agreement, name="agreement"),
]
GIFTS = [
    path("<int:pk>/decide/", views.gift_decide, name="gift_decide"),
    *pages.GIFTS.urls(without=("", "edit", "bulk", "undo", "cell", "reveal")),
    path("<int:pk>/", views.gift, name="gift"),
]
