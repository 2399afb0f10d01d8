from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ServiceConfig(AppConfig):
    name = "maizi.service"
    verbose_name = _("售后服务")

    def ready(self) -> None:
        from maizi.accounts.access import declare, declare_holding
        from maizi.clocks.access import declare_clock
        from maizi.customers.access import declare_panel
        from maizi.fields.access import declare_document, declare_number, declare_parameter
        from maizi.files.access import declare as declare_files
        from maizi.inbox.access import declare_event
        from maizi.kit.reach import reachable

        from . import access, actions, queries
        from .models import Ticket

        declare(access.TICKET)
        declare_number(access.NUMBERS)
        for parameter in access.PARAMETERS:
            declare_parameter(parameter)
        for event in access.EVENTS:
            declare_event(event)
        for clock in access.CLOCKS:
            declare_clock(clock)
        declare_document(queries.SHEET)
        declare_files(Ticket, access.visible_tickets)
        declare_panel(queries.CUSTOMER_TAB)
        declare_panel(queries.CUSTOMER_STRIP)
        declare_holding(actions.TICKETS)
        reachable(Ticket, access.visible_tickets)
