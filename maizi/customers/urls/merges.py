"""Merging and taking it back."""

from django.urls import path

from ..views import merges

urlpatterns = [
    path("merge/", merges.merge, name="merge"),
    path("merges/<int:pk>/", merges.unmerge, name="unmerge"),
]
