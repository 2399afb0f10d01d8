"""The archive's addresses: one file for each subject, the customer's own addresses last."""

from . import (
    archive,
    collecting,
    days,
    merges,
    pools,
    profiles,
    quality,
    relations,
    sorting,
    twins,
    upkeep,
)

app_name = "customers"
urlpatterns = [
    *relations.urlpatterns,
    *days.urlpatterns,
    *profiles.urlpatterns,
    *merges.urlpatterns,
    *twins.urlpatterns,
    *pools.urlpatterns,
    *upkeep.urlpatterns,
    *sorting.urlpatterns,
    *collecting.urlpatterns,
    *quality.urlpatterns,
    *archive.urlpatterns,
]
