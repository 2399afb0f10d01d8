"""Sources, batches, cards, appraisal."""

from django.urls import path

from .. import pages
from ..views import collecting

urlpatterns = [
    *(
        path(f"sources/{e.pattern}", e.callback, name=e.name)
        for e in pages.SOURCES.urls(without=("bulk", "cell", "undo", "reveal"))
    ),
    path("batches/<int:pk>/", collecting.batch, name="collectionbatch"),
    path("batches/<int:pk>/photos/", collecting.photos, name="batch_photos"),
    path("batches/<int:pk>/cards/", collecting.next_card, name="next_card"),
    path("batches/cards/<int:pk>/", collecting.card, name="card"),
    path("batches/cards/<int:pk>/picture/", collecting.picture, name="card_picture"),
    path("batches/cards/<int:pk>/skip/", collecting.skip, name="card_skip"),
    path("batches/cards/<int:pk>/join/", collecting.join, name="card_join"),
    path("appraisal/", collecting.worklist, name="appraisal"),
    path("appraisal/batch/<int:pk>/", collecting.appraise_batch, name="appraise_batch"),
    path("appraisal/customer/<int:pk>/", collecting.appraise_customer, name="appraise_customer"),
    *(
        path(f"batches/{e.pattern}", e.callback, name=e.name)
        for e in pages.BATCHES.urls(
            without=("", "bulk", "cell", "undo", "reveal", "print", "export")
        )
    ),
]
