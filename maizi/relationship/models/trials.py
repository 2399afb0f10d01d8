"""Trial users: customers who try out what is new (C-95)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.customers.models import Customer
from maizi.kernel.privacy import DataClass


class TrialUser(models.Model):
    """One customer on the list of trial users, since when and why; until when, once it is over."""

    data_class_default = DataClass.INTERNAL
    sortable = ("since", "until")

    id = id_field()
    customer = models.ForeignKey(
        Customer, models.CASCADE, related_name="trial_spells", verbose_name=_("客户"),
        editable=False,
    )  # fmt: skip
    tries = models.CharField(
        _("试什么"), max_length=120, blank=True, help_text=_("哪种新产品、新服务；不定就空着。")
    )
    reason = models.CharField(_("为什么选他"), max_length=200)
    since = models.DateField(_("从哪天起"))
    until = models.DateField(_("到哪天止"), null=True, editable=False)
    heard = models.CharField(_("试销意见"), max_length=500, blank=True, editable=False)
    by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("登记人"), editable=False
    )

    class Meta:
        verbose_name, verbose_name_plural = _("试销对象"), ngettext_lazy("试销对象", "试销对象", 2)
        ordering = ["-since", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer"], condition=Q(until=None), name="one_trial_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="trial_ends_after_begin"
            ),
        ]
        indexes = [models.Index(fields=["since", "id"], name="trials_by_day")]

    def __str__(self) -> str:
        return f"{self.customer}"

    def get_absolute_url(self) -> str:
        return reverse("relationship:trialuser", args=[self.pk])
