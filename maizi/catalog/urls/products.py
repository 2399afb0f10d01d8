"""Products, categories, bundles, imports, the scanner."""

from django.urls import path

from .. import pages, views

urlpatterns = [
    path("scan/", views.scan, name="scan"),
    *(path(f"categories/{e.pattern}", e.callback, name=e.name) for e in pages.CATEGORIES.urls(
        without=("bulk", "undo", "cell", "reveal"))),
    *(path(f"imports/{e.pattern}", e.callback, name=e.name) for e in pages.IMPORTS.urls()),
    path("<int:pk>/units/", views.add_unit, name="unit_add"),
    path("units/<int:pk>/remove/", views.remove_unit, name="unit_remove"),
    path("<int:pk>/barcodes/", views.add_barcode, name="barcode_add"),
    path("barcodes/<int:pk>/remove/", views.remove_barcode, name="barcode_remove"),
    path("<int:pk>/pictures/", views.add_picture, name="picture_add"),
    path("<int:pk>/pictures/<int:picture_id>/", views.picture, name="picture"),
    path(
        "<int:pk>/pictures/<int:picture_id>/remove/", views.remove_picture, name="picture_remove"
    ),
    path("<int:pk>/bundle/", views.bundle, name="bundle"),
    path("<int:pk>/bundle/parts/", views.add_part, name="part_add"),
    path("<int:pk>/bundle/groups/", views.add_group, name="group_add"),
    path("<int:pk>/bundle/relations/", views.add_relation, name="relation_add"),
    path("bundle/parts/<int:pk>/remove/", views.remove_part, name="part_remove"),
    path("bundle/groups/<int:pk>/remove/", views.remove_group, name="group_remove"),
    path("bundle/relations/<int:pk>/remove/", views.remove_relation, name="relation_remove"),
    *pages.PRODUCTS.urls(without=("list", "", "new", "edit", "reveal")),
    path("<int:pk>/", views.product, name="product"),
    path("", views.products, name="product_list"),
    path("new/", views.edit, name="product_new"),
    path("<int:pk>/edit/", views.edit, name="product_edit"),
]  # fmt: skip
