from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CustomersConfig(AppConfig):
    name = "maizi.customers"
    verbose_name = _("客户")

    def ready(self) -> None:
        from maizi.accounts.access import declare, declare_holding
        from maizi.fields.access import declare_document, declare_number
        from maizi.files import access as files
        from maizi.history.access import Circumstances, declare_circumstances
        from maizi.history.queries import declare_former
        from maizi.inbox.access import declare_event
        from maizi.kit.listing import declare_beside
        from maizi.kit.pages.beside import declare_extras
        from maizi.kit.reach import reachable
        from maizi.search import access as search

        from . import access, models, queries
        from .actions import important, pools, privacy
        from .actions.holdings import HOLDINGS
        from .queries.profile_sheets import ANSWERS_BESIDE

        declare(access.CUSTOMER)
        for panel in (queries.PEOPLE, queries.VERIFICATION, *queries.PROTECTED):
            access.declare_panel(panel)
        for kind, gather in queries.WAYS.items():
            declare_circumstances(Circumstances(kind, gather, queries.told_of))
        access.declare_panel(queries.PROFILE)
        access.declare_panel(queries.QUESTIONS)
        declare_extras(models.Customer, ANSWERS_BESIDE)
        declare_beside(models.Customer, queries.profile_filters)
        access.declare_panel(queries.DAYS)
        access.declare_panel(queries.RELATIONS)
        declare_event(access.CARE_DUE)
        declare_event(access.MENTIONED)
        files.declare(models.Activity, access.visible_activities)
        reachable(models.ImportantDay, access.visible_days)
        for panel in (queries.TAGS_PANEL, queries.CLASSES_PANEL, queries.QUALITY_PANEL):
            access.declare_panel(panel)
        files.declare(models.CollectionBatch, access.visible_batches)
        pools.declare()
        for holding in HOLDINGS:
            declare_holding(holding)
        important.declare()
        privacy.declare()
        declare_number(access.NUMBERS)
        declare_document(queries.CARD)
        declare_event(access.ACCESS_ASKED)
        declare_event(access.ACCESS_DECIDED)
        declare_event(access.FALLING)
        declare_event(access.TAKEN_BACK)
        declare_former("customers.customer", queries.former_ids)
        access.declare_panel(queries.MERGES)
        self._declare_pointing()
        search.declare(queries.CUSTOMERS)
        search.declare(queries.CONTACTS)

    @staticmethod
    def _declare_pointing() -> None:
        """What of the apps below says something about a customer, and what may be folded."""
        from maizi.approvals.models import ApprovalCase
        from maizi.clocks.models import Clock
        from maizi.fields.models import PrintRecord
        from maizi.files.models import Attachment
        from maizi.history.models import HistoryEntry
        from maizi.inbox.models import Notice, Todo
        from maizi.privacy import models as privacy

        from .access import Reference, declare_foldable, declare_reference, declare_stopping
        from .models import (
            AccessRequest,
            BadValue,
            ClassMembership,
            ClearingCandidate,
            Collaborator,
            Contact,
            Customer,
            CustomerQuality,
            ImportantDay,
            ProfileValue,
            Protection,
            RecycleWarning,
            Relation,
            TagPromise,
        )

        for model in (ApprovalCase, Attachment, Clock, Notice, PrintRecord, Todo):
            declare_reference(Reference(model))
        for model in (
            privacy.Consent, privacy.ContactBlock, privacy.Hold, privacy.ListedPerson,
            privacy.Opening, privacy.PersonRequest, privacy.RetentionCase,
        ):  # fmt: skip
            declare_reference(Reference(model))
        for model in (privacy.PersonLink, privacy.SensitiveValue):
            declare_reference(Reference(model, is_carried=True))
        declare_reference(Reference(HistoryEntry, stays=True))
        for model in (
            AccessRequest,
            Attachment,
            BadValue,
            ClassMembership,
            ClearingCandidate,
            Collaborator,
            Customer.tags.through,
            CustomerQuality,
            ImportantDay,
            ProfileValue,
            Protection,
            RecycleWarning,
            TagPromise,
            Todo,
            privacy.ListedPerson,
            privacy.RetentionCase,
        ):
            declare_foldable(model)
        for model in (ApprovalCase, Clock, Contact, Relation):
            declare_stopping(model)
