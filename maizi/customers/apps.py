from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CustomersConfig(AppConfig):
    name = "maizi.customers"
    verbose_name = _("客户")

    def ready(self) -> None:
        from maizi.accounts.access import declare
        from maizi.fields.access import declare_document, declare_number
        from maizi.files.access import declare as declare_files
        from maizi.inbox.access import declare_event
        from maizi.search import access as search

        from . import access, queries
        from .actions import important
        from .models import CollectionBatch

        declare(access.CUSTOMER)
        for panel in (
            queries.PEOPLE, queries.TAGS_PANEL, queries.CLASSES_PANEL, queries.QUALITY_PANEL
        ):  # fmt: skip
            access.declare_panel(panel)
        declare_files(CollectionBatch, access.visible_batches)
        important.declare()
        declare_number(access.NUMBERS)
        declare_document(queries.CARD)
        declare_event(access.ACCESS_ASKED)
        declare_event(access.ACCESS_DECIDED)
        search.declare(queries.CUSTOMERS)
        search.declare(queries.CONTACTS)
