from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RelationshipConfig(AppConfig):
    name = "maizi.relationship"
    verbose_name = _("客户关系评估与总结")

    def ready(self) -> None:
        from maizi.accounts.access import declare, declare_holding
        from maizi.customers.access import (
            declare_foldable,
            declare_onward,
            declare_panel,
            declare_stopping,
        )
        from maizi.customers.models import Customer
        from maizi.fields.access import declare_document, declare_number, declare_parameter
        from maizi.inbox.access import declare_event, declare_not_ticked
        from maizi.kit.listing import declare_beside

        from . import access, actions, queries
        from .models import Evaluation, TrialUser

        declare(access.RELATIONSHIP)
        declare_number(access.EVALUATION_NUMBERS)
        for parameter in access.PARAMETERS:
            declare_parameter(parameter)
        for event in access.EVENTS:
            declare_event(event)
        declare_document(queries.EVALUATION_FORM)
        for panel in (queries.TAB, queries.PARTNER_TAB, queries.PROMISE_STRIP):
            declare_panel(panel)
        for holding in (actions.PROMISES, actions.LINKS):
            declare_holding(holding)
        declare_onward(queries.PROMISE_ONWARD)
        declare_not_ticked(access.PROMISE_SOURCE, access.NOT_TICKED)
        declare_not_ticked(access.SUMMARY_SOURCE, access.SUMMARY_NOT_TICKED)
        declare_foldable(TrialUser)
        declare_beside(Customer, queries.trial_filters)
        declare_stopping(Evaluation)  # what was signed of two customers is not one paper
