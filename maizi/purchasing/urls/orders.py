"""Requests, orders, receipts, returns."""

from django.urls import path

from .. import pages, views
from ..pages import READ_ONLY

urlpatterns = [
    path("requests/chosen/order/", views.order_chosen, name="order_chosen"),
    path("requests/new/", views.edit_request, name="purchaserequest_new"),
    path("requests/<int:pk>/edit/", views.edit_request, name="purchaserequest_edit"),
    path("requests/<int:pk>/submit/", views.submit_request, name="request_submit"),
    path("requests/<int:pk>/cancel/", views.cancel_request, name="request_cancel"),
    path("requests/<int:pk>/order/", views.order_request, name="request_order"),
    path("requests/<int:pk>/", views.request_shown, name="purchaserequest"),
    *(path(f"requests/{e.pattern}", e.callback, name=e.name) for e in pages.REQUESTS.urls(
        without=READ_ONLY)),
    path("orders/new/", views.edit_order, name="purchaseorder_new"),
    path("orders/late/", views.late, name="late"),
    path("orders/lookup/", views.lookup, name="lookup"),
    path("orders/lines/<int:pk>/postpone/", views.postpone, name="postpone"),
    path("orders/<int:pk>/edit/", views.edit_order, name="purchaseorder_edit"),
    path("orders/<int:pk>/submit/", views.submit_order, name="order_submit"),
    path("orders/<int:pk>/place/", views.place_order, name="order_place"),
    path("orders/<int:pk>/reopen/", views.reopen_draft, name="order_reopen"),
    path("orders/<int:pk>/close/", views.close_order, name="order_close"),
    path("orders/<int:pk>/cancel/", views.cancel_order, name="order_cancel"),
    path("orders/<int:pk>/receive/", views.receive, name="order_receive"),
    path("orders/<int:pk>/", views.order, name="purchaseorder"),
    *(path(f"orders/{e.pattern}", e.callback, name=e.name) for e in pages.ORDERS.urls(
        without=READ_ONLY)),
    path("receipts/<int:pk>/", views.receipt, name="receipt"),
    path("receipts/<int:pk>/inspect/", views.inspect, name="receipt_inspect"),
    path("receipts/<int:pk>/cancel/", views.cancel_receipt, name="receipt_cancel"),
    path("receipts/<int:pk>/return/", views.return_goods, name="receipt_return"),
    *(path(f"receipts/{e.pattern}", e.callback, name=e.name) for e in pages.RECEIPTS.urls(
        without=READ_ONLY)),
    path("returns/<int:pk>/", views.goods_back, name="purchasereturn"),
    *(path(f"returns/{e.pattern}", e.callback, name=e.name) for e in pages.RETURNS.urls(
        without=READ_ONLY)),
]  # fmt: skip
