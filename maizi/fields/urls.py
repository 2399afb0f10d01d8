"""Addresses of fields."""

app_name = "fields"
urlpatterns = []
