from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    name = "maizi.training"
    verbose_name = _("服务绩效与培训")

    def ready(self) -> None:
        from maizi.accounts.access import declare
        from maizi.fields.access import declare_document, declare_number, declare_parameter
        from maizi.inbox.access import declare_event, declare_not_ticked
        from maizi.service.access import declare_certificates

        from . import access, queries

        declare(access.PERFORMANCE)
        declare(access.TRAINING)
        for parameter in access.PARAMETERS:
            declare_parameter(parameter)
        for kind in access.NUMBERS:
            declare_number(kind)
        for event in access.EVENTS:
            declare_event(event)
        declare_document(queries.CERTIFICATE_PAPER)
        declare_certificates(queries.demanded_for)
        declare_not_ticked(access.EXCHANGE_SOURCE, access.ONLY_HELD)
