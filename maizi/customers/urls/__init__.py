"""The archive's addresses: one file for each subject, the customer's own addresses last."""

from . import archive

app_name = "customers"
urlpatterns = [*archive.urlpatterns]
