"""Addresses of inbox."""

app_name = "inbox"
urlpatterns = []
