"""Addresses of purchasing."""

app_name = "purchasing"
urlpatterns = []
