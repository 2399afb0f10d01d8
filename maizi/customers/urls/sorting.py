"""Tags, what they demand, and schemes of classification."""

from django.urls import path

from .. import pages
from ..views import schemes, tags

urlpatterns = [
    path("tag/", tags.put_tags, name="put_tags"),
    path("class/", schemes.put_class, name="put_class"),
    path("tags/back/<str:request_id>/", tags.undo, name="undo_tags"),
    *(path(f"tags/{e.pattern}", e.callback, name=e.name) for e in pages.TAGS.urls()),
    path("promises/<int:pk>/", tags.promise, name="tagpromise"),
    path("promises/", tags.promises, name="tagpromise_list"),
    *(
        path(f"promises/{e.pattern}", e.callback, name=e.name)
        for e in pages.PROMISES.urls(
            without=(
                "list", "", "new", "edit", "bulk", "undo", "cell", "reveal", "history", "print",
            )
        )
    ),
    path("schemes/", schemes.schemes, name="schemes"),
    path("schemes/new/", schemes.edit, name="scheme_new"),
    path("schemes/condition/", schemes.condition, name="scheme_condition"),
    path("schemes/<int:pk>/", schemes.scheme, name="scheme"),
    path("schemes/<int:pk>/edit/", schemes.edit, name="scheme_edit"),
    path("schemes/<int:pk>/progress/", schemes.progress, name="scheme_progress"),
    path("schemes/<int:pk>/again/", schemes.again, name="scheme_again"),
]  # fmt: skip
