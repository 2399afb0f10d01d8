"""The archive's addresses: one file for each subject, the customer's own addresses last."""

from . import archive, profiles

app_name = "customers"
urlpatterns = [*profiles.urlpatterns, *archive.urlpatterns]
