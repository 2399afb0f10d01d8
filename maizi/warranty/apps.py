from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WarrantyConfig(AppConfig):
    name = "maizi.warranty"
    verbose_name = _("三包与设备档案")

    def ready(self) -> None:
        from maizi.accounts.access import declare
        from maizi.customers.access import declare_panel
        from maizi.fields.access import declare_document, declare_number, declare_parameter
        from maizi.files.access import declare as declare_files
        from maizi.kit.reach import reachable
        from maizi.search import access as search

        from . import access, models, queries

        declare(access.INSTALLED)
        declare(access.SANBAO)
        for kind in access.NUMBERS:
            declare_number(kind)
        for parameter in access.PARAMETERS:
            declare_parameter(parameter)
        search.declare(queries.UNITS)
        for document in (queries.UNIT_PRINTS, queries.RECEIPT):
            declare_document(document)
        declare_panel(queries.CUSTOMER_TAB)
        declare_panel(queries.CUSTOMER_STRIP)
        declare_files(models.Verdict, access.visible_verdicts)
        declare_files(models.Acceptance, access.visible_acceptances)
        reachable(models.Verdict, access.visible_verdicts)
