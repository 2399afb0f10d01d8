"""Addresses of credit."""

app_name = "credit"
urlpatterns = []
