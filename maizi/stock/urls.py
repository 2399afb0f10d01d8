"""Addresses of stock."""

app_name = "stock"
urlpatterns = []
