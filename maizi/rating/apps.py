from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RatingConfig(AppConfig):
    name = "maizi.rating"
    verbose_name = _("信用评级")

    def ready(self) -> None:
        from maizi.accounts.access import declare
        from maizi.customers.access import (
            declare_card_facts,
            declare_foldable,
            declare_panel,
            declare_stopping,
        )
        from maizi.fields.access import declare_document, declare_number, declare_parameter
        from maizi.files.access import declare as declare_files
        from maizi.inbox.access import declare_event
        from maizi.kit.reach import reachable

        from . import access, queries
        from .actions.forgetting import declare as declare_forgetting
        from .actions.submitting import declare as declare_approval
        from .models import Evaluation, FinancialStatement, Paper, Review, Standing, Survey

        declare(access.RATING)
        declare_number(access.NUMBERS)
        for parameter in access.PARAMETERS:
            declare_parameter(parameter)
        for event in access.EVENTS:
            declare_event(event)
        declare_files(Evaluation, access.visible_evidence)
        declare_files(Paper, access.visible_papers)
        reachable(Paper, access.visible_papers)
        reachable(FinancialStatement, access.visible_statements)
        reachable(Survey, access.visible_surveys)
        for model in (Evaluation, FinancialStatement):  # two of them contradict each other
            declare_stopping(model)
        for model in (Review, Standing):
            declare_foldable(model)
        declare_card_facts(queries.CARD_FACTS)
        declare_panel(queries.STRIP)
        declare_panel(queries.TAB)
        declare_document(queries.EVALUATION_FORMS)
        declare_document(queries.SURVEY_FORM)
        declare_approval()
        declare_forgetting()
