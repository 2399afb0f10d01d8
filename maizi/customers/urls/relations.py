"""Decision roles, relations, ways to people."""

from django.urls import path

from .. import views

urlpatterns = [
    path("contacts/<int:pk>/standing/", views.standing, name="contact_standing"),
    path("<int:pk>/relations/new/", views.new_relation, name="new_relation"),
    path(
        "<int:pk>/relations/<int:relation_id>/remove/",
        views.remove_relation,
        name="remove_relation",
    ),
    path("<int:pk>/way/", views.way, name="way"),
]
