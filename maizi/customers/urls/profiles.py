"""Archives of customers and of their people."""

from django.urls import path

from .. import views

urlpatterns = [
    path("phrases/", views.phrases, name="phrases"),
    path("phrases/new/", views.save_phrase, name="save_phrase"),
    path("phrases/<int:pk>/remove/", views.remove_phrase, name="remove_phrase"),
    path("<int:pk>/profile/<slug:card>/", views.profile_card, name="profile_card"),
    path("<int:pk>/profile/<slug:card>/verify/", views.profile_verify, name="profile_verify"),
    path("contacts/<int:pk>/profile/", views.contact_profile, name="contact_profile"),
    path(
        "contacts/<int:pk>/profile/<slug:card>/",
        views.contact_profile_card,
        name="contact_profile_card",
    ),
    path(
        "contacts/<int:pk>/profile/<slug:card>/verify/",
        views.contact_profile_verify,
        name="contact_profile_verify",
    ),
]
