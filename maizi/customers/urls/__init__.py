"""The archive's addresses: one file for each subject, the customer's own addresses last."""

from . import archive, days, merges, profiles, relations, twins, upkeep

app_name = "customers"
urlpatterns = [
    *relations.urlpatterns,
    *days.urlpatterns,
    *profiles.urlpatterns,
    *merges.urlpatterns,
    *twins.urlpatterns,
    *upkeep.urlpatterns,
    *archive.urlpatterns,
]
