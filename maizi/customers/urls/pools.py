"""Pools, their rules and limits, who owned what."""

from django.urls import path

from .. import pages, views

NOT_LISTED = (
    "list", "", "count", "bulk", "undo", "export", "save_view", "remove_view", "cell", "reveal",
    "print",
)  # fmt: skip
READ_ONLY = ("new", "edit", "bulk", "undo", "cell", "reveal")

urlpatterns = [
    path("pools/", views.pools, name="pool_list"),
    path("pools/limits/", views.limits, name="limits"),
    path("pools/limits/<int:pk>/remove/", views.limit_remove, name="limit_remove"),
    path("pools/reasons/", views.reason_new, name="reason_new"),
    path("pools/reasons/<int:pk>/switch/", views.reason_switch, name="reason_switch"),
    path("pools/members/<int:pk>/remove/", views.member_remove, name="member_remove"),
    path("pools/rules/<int:pk>/", views.rule, name="rule"),
    path("pools/rules/<int:pk>/switch/", views.rule_switch, name="rule_switch"),
    path("pools/rules/<int:pk>/remove/", views.rule_remove, name="rule_remove"),
    path("pools/<int:pk>/", views.pool, name="pool"),
    path("pools/<int:pk>/members/", views.member_new, name="member_new"),
    path("pools/<int:pk>/hidden/", views.hidden, name="pool_hidden"),
    path("pools/<int:pk>/rules/new/", views.rule_new, name="rule_new"),
    *(path(f"pools/{e.pattern}", e.callback, name=e.name)
      for e in pages.POOLS.urls(without=NOT_LISTED)),
    *(path(f"ownership/{e.pattern}", e.callback, name=e.name)
      for e in pages.SPELLS.urls(without=READ_ONLY)),
    path("falling/", views.falling, name="falling"),
    path("deal/", views.deal, name="deal"),
    path("<int:pk>/protect/", views.protect, name="protect"),
    path("<int:pk>/unprotect/", views.unprotect, name="unprotect"),
]  # fmt: skip
