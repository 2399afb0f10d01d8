"""All addresses, app by app."""

from django.urls import include, path

APPS = {
    "": "maizi.desk.urls",
    "customers/": "maizi.customers.urls",
    "privacy/": "maizi.privacy.urls",
    "care/": "maizi.care.urls",
    "meetings/": "maizi.meetings.urls",
    "events/": "maizi.events.urls",
    "mail/": "maizi.mail.urls",
    "service/": "maizi.service.urls",
    "parts/": "maizi.parts.urls",
    "training/": "maizi.training.urls",
    "presales/": "maizi.presales.urls",
    "complaints/": "maizi.complaints.urls",
    "surveys/": "maizi.satisfaction.urls",
    "rating/": "maizi.rating.urls",
    "catalog/": "maizi.catalog.urls",
    "insight/": "maizi.insight.urls",
    "targets/": "maizi.targets.urls",
    "warranty/": "maizi.warranty.urls",
    "key-accounts/": "maizi.keyaccounts.urls",
    "key-service/": "maizi.keyservice.urls",
    "relationship/": "maizi.relationship.urls",
    "purchasing/": "maizi.purchasing.urls",
    "groupbuys/": "maizi.groupbuys.urls",
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
