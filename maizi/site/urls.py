"""All addresses, app by app."""

from django.urls import include, path

APPS = {
    "": "maizi.desk.urls",
    "customers/": "maizi.customers.urls",
    "privacy/": "maizi.privacy.urls",
    "care/": "maizi.care.urls",
    "complaints/": "maizi.complaints.urls",
    "catalog/": "maizi.catalog.urls",
    "targets/": "maizi.targets.urls",
    "purchasing/": "maizi.purchasing.urls",
    "sales/": "maizi.sales.urls",
    "credit/": "maizi.credit.urls",
    "stock/": "maizi.stock.urls",
    "development/": "maizi.development.urls",
    "approvals/": "maizi.approvals.urls",
    "inbox/": "maizi.inbox.urls",
    "fields/": "maizi.fields.urls",
    "settings/": "maizi.setup.urls",
    "account/": "maizi.accounts.urls",
    "files/": "maizi.files.urls",
    "kit/": "maizi.kit.urls",
}

urlpatterns = [path(prefix, include(module)) for prefix, module in APPS.items()]
handler400 = "maizi.kit.views.unsound"
handler403 = "maizi.kit.views.forbidden"
handler404 = "maizi.kit.views.not_found"
handler500 = "maizi.kit.views.broken"
