"""The archive's addresses: one file for each subject, the customer's own addresses last."""

from . import archive, collecting, quality, sorting

app_name = "customers"
urlpatterns = [
    *sorting.urlpatterns,
    *collecting.urlpatterns,
    *quality.urlpatterns,
    *archive.urlpatterns,
]
