"""Important days."""

from django.urls import path

from .. import views

urlpatterns = [
    path("<int:pk>/days/", views.days, name="days"),
    path("<int:pk>/days/new/", views.save_day, name="new_day"),
    path("<int:pk>/days/<int:day_id>/", views.save_day, name="day"),
    path("<int:pk>/days/<int:day_id>/remove/", views.remove_day, name="remove_day"),
]
