from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ComplaintsConfig(AppConfig):
    name = "maizi.complaints"
    verbose_name = _("客户投诉")

    def ready(self) -> None:
        from maizi.accounts.access import declare, declare_holding
        from maizi.clocks.access import declare_clock
        from maizi.customers.access import declare_panel
        from maizi.fields.access import declare_document, declare_number, declare_parameter
        from maizi.files.access import declare as declare_files
        from maizi.inbox.access import declare_event
        from maizi.kit.reach import reachable

        from . import access, actions, queries
        from .actions.opinions import declare as declare_opinions
        from .models import Analysis, Complaint, Lesson

        declare(access.COMPLAINT)
        declare_number(access.NUMBERS)
        for parameter in access.PARAMETERS:
            declare_parameter(parameter)
        for event in access.EVENTS:
            declare_event(event)
        for clock in access.CLOCKS:
            declare_clock(clock)
        declare_files(Complaint, access.visible_complaints)
        declare_panel(queries.CUSTOMER_TAB)
        declare_panel(queries.CUSTOMER_STRIP)
        declare_document(queries.COMPLAINT_FORMS)
        declare_document(queries.ANALYSIS_FORM)
        declare_holding(actions.COMPLAINTS)
        reachable(Complaint, access.visible_complaints)
        reachable(Analysis, access.visible_analyses)
        reachable(Lesson, access.visible_lessons)
        declare_opinions()
        access.declare_volume(queries.ORDERS)
