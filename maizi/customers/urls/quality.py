"""The quality board, one record's facts, clearing out."""

from django.urls import path

from ..views import quality

urlpatterns = [
    path("quality/", quality.board, name="quality_board"),
    path("quality/again/", quality.again, name="quality_again"),
    path("clearing/", quality.clearing, name="clearing"),
    path("clearing/decide/", quality.decide, name="clearing_decide"),
    path("<int:pk>/confirm/", quality.confirm, name="confirm_facts"),
    path("<int:pk>/bad/", quality.mark, name="mark_bad"),
    path("<int:pk>/good/<int:bad_id>/", quality.unmark, name="unmark_bad"),
]
