from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FieldsConfig(AppConfig):
    name = "maizi.fields"
    verbose_name = _("参数与模板")
