"""How a row names the person it is about: model label and id, as everywhere in the house."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AboutPerson(models.Model):
    """A row about one person of some declared kind."""

    kind = models.CharField(_("对象类型"), max_length=60, editable=False)
    object_id = models.BigIntegerField(_("对象编号"), editable=False)

    class Meta:
        abstract = True

    @property
    def subject(self) -> tuple[str, int]:
        """Model label and id."""
        return self.kind, self.object_id
