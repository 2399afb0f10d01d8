"""Quotes and orders with the grid of their lines."""

from django.urls import path

from .. import pages, views

WITHOUT = ("", "list", "new", "bulk", "undo", "cell", "reveal")


def grid(kind: str) -> list:
    """The routes of the lines of one kind of document."""
    told = {"kind": kind}
    return [
        path("<int:pk>/lines/", views.add, told, name=f"{kind}_line_add"),
        path("<int:pk>/price/", views.price, told, name=f"{kind}_price"),
        path("<int:pk>/paste/", views.paste, told, name=f"{kind}_paste"),
        path("<int:pk>/reprice/", views.reprice, told, name=f"{kind}_reprice"),
        path("<int:pk>/bundle/", views.bundle, told, name=f"{kind}_bundle"),
        path("lines/<int:pk>/", views.change, told, name=f"{kind}_line"),
        path("<int:pk>/solution/", views.solution_begin, told, name=f"{kind}_solution"),
        path("lines/<int:pk>/remove/", views.remove, told, name=f"{kind}_line_remove"),
    ]


QUOTES = [
    *grid("quote"),
    *pages.QUOTES.urls(without=WITHOUT),
    path("", views.quotes, name="quote_list"),
    path("new/", views.quote_new, name="quote_new"),
    path("<int:pk>/", views.quote, name="quote"),
    path("<int:pk>/do/<slug:verb>/", views.quote_act, name="quote_act"),
    path("<int:pk>/order/", views.quote_convert, name="quote_convert"),
    path("<int:pk>/many/", views.quote_many, name="quote_many"),
]
ORDERS = [
    *(path(f"imports/{e.pattern}", e.callback, name=e.name) for e in pages.IMPORTS.urls()),
    *grid("order"),
    *pages.ORDERS.urls(without=WITHOUT),
    path("", views.orders, name="order_list"),
    path("new/", views.order_new, name="order_new"),
    path("<int:pk>/", views.order, name="order"),
    path("<int:pk>/do/<slug:verb>/", views.order_act, name="order_act"),
    path("<int:pk>/deliver/", views.deliver, name="order_deliver"),
    path("<int:pk>/bill/", views.bill, name="order_bill"),
    path("<int:pk>/return/", views.take_back, name="order_return"),
]
SOLUTIONS = [
    *pages.SOLUTIONS.urls(without=("", "new", "bulk", "undo", "cell", "reveal", "print")),
    path("<int:pk>/", views.solution, name="solution"),
]
