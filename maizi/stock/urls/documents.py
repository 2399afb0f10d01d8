"""Documents: the list, one of them, the form that writes them."""

from django.urls import path

from .. import pages, views

urlpatterns = [
    path("find/", views.find, name="find"),
    path("new/<str:movement>/", views.entry, name="entry"),
    path("<int:pk>/reverse/", views.reverse, name="reverse"),
    path("<int:pk>/", views.document, name="stockdocument"),
    path("<int:pk>/print/", views.print_document, name="stockdocument_print"),
    path("", views.documents, name="stockdocument_list"),
    *pages.DOCUMENTS.urls(
        without=("list", "", "new", "edit", "bulk", "undo", "cell", "reveal", "print")
    ),
]
