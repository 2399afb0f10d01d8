"""Addresses of sales."""

app_name = "sales"
urlpatterns = []
