"""The archive's addresses: one file for each subject, the customer's own addresses last."""

from . import archive, upkeep

app_name = "customers"
urlpatterns = [
    *upkeep.urlpatterns,
    *archive.urlpatterns,
]
