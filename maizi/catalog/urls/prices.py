"""Price lists, list prices, mass changes, limits, and why a price is what it is."""

from django.urls import path

from .. import pages, views

urlpatterns = [
    path("why/", views.why, name="why"),
    path("for/<int:pk>/", views.customer_price, name="customer_price"),
    path("limits/", views.limits, name="limits"),
    path("changes/", views.changes, name="changes"),
    path("changes/new/", views.change, name="change"),
    path("changes/chosen/", views.change_chosen, name="change_chosen"),
    path("changes/<int:pk>/", views.change_shown, name="change_shown"),
    path("changes/<int:pk>/undo/", views.undo_change, name="change_undo"),
    path("rows/<int:pk>/remove/", views.remove_row, name="row_remove"),
    path("listed/<int:pk>/drop/", views.drop_list_price, name="list_price_drop"),
    path("of/<int:pk>/", views.set_list_price, name="list_price_set"),
    path("<int:pk>/rows/", views.set_row, name="row_set"),
    *pages.PRICE_LISTS.urls(without=("", "bulk", "undo", "cell", "reveal", "list")),
    path("<int:pk>/", views.price_list, name="pricelist"),
    path("", views.price_lists, name="pricelist_list"),
]  # fmt: skip
