"""The archive's addresses: one file for each subject, the customer's own addresses last."""

from . import archive, days, profiles, relations, upkeep

app_name = "customers"
urlpatterns = [
    *relations.urlpatterns,
    *days.urlpatterns,
    *profiles.urlpatterns,
    *upkeep.urlpatterns,
    *archive.urlpatterns,
]
