from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailConfig(AppConfig):
    name = "maizi.mail"
    verbose_name = _("邮件")

    def ready(self) -> None:
        from maizi.accounts.access import declare, declare_holding
        from maizi.customers.access import declare_panel
        from maizi.fields.access import declare_number, declare_parameter
        from maizi.files.access import declare as declare_files
        from maizi.inbox.access import declare_event, declare_not_ticked
        from maizi.kit.reach import reachable
        from maizi.service.access import declare_letters

        from . import access, queries
        from .actions import holdings
        from .models import Mailbox, Message, Outgoing

        declare(access.MAIL)
        declare(access.NEWSLETTER)
        declare_number(access.NUMBERS)
        for parameter in access.PARAMETERS:
            declare_parameter(parameter)
        for event in access.EVENTS:
            declare_event(event)
        declare_not_ticked(access.FAILING_SOURCE, access.NOT_TICKED)
        declare_files(Message, access.visible_messages)
        declare_files(Outgoing, access.visible_outgoing)
        declare_panel(queries.CUSTOMER_TAB)
        declare_letters(queries.letter_of)
        declare_holding(holdings.MAILBOXES)
        reachable(Mailbox, access.visible_mailboxes)
        reachable(Message, access.visible_messages)
