"""What people ask about their own information, from the first word to the answer."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass, FieldGroup, classed

from ..terms import Relation, RequestKind, RequestState


class PersonRequest(models.Model):
    """One request of one person, until it is fulfilled or refused with a reason."""

    data_class_default = DataClass.INTERNAL
    sortable = ("no", "received_at")
    never_listed = ("kind", "object_id")
    label_field = "no"

    id = id_field()
    no = models.CharField(_("编号"), max_length=20, unique=True, editable=False)
    request_kind = models.CharField(_("请求"), max_length=12, choices=RequestKind.choices())
    kind = models.CharField(max_length=60, blank=True, editable=False)
    object_id = models.BigIntegerField(null=True, editable=False)
    requester = classed(models.CharField(_("请求人"), max_length=40), DataClass.PERSONAL)
    relation = models.CharField(
        _("与本人的关系"), max_length=10, choices=Relation.choices(), default=Relation.SELF
    )
    reach = classed(
        models.CharField(_("回复到"), max_length=80), DataClass.PERSONAL,
        group=FieldGroup.CONTACT, mask="text",
    )  # fmt: skip
    text = classed(models.TextField(_("请求内容"), blank=True), DataClass.PERSONAL)
    received_at = models.DateTimeField(_("收到时间"))
    state = models.CharField(
        _("状态"), max_length=10, choices=RequestState.choices(), default=RequestState.RECEIVED
    )
    officer = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("经办人")
    )
    identity_how = models.CharField(_("怎样核实的身份"), max_length=200, blank=True)
    verified_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("核实人")
    )
    verified_at = models.DateTimeField(_("核实时间"), null=True)
    sensitive_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("同意附敏感信息的人")
    )
    answer = classed(models.TextField(_("答复"), blank=True), DataClass.PERSONAL)
    closed_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("办结人")
    )
    closed_at = models.DateTimeField(_("办结时间"), null=True)

    class Meta:
        verbose_name, verbose_name_plural = (
            _("个人信息请求"), ngettext_lazy("个人信息请求", "个人信息请求", 2)
        )  # fmt: skip
        ordering = ["-id"]
        indexes = [models.Index(fields=["kind", "object_id"], name="requests_of_person")]

    def __str__(self) -> str:
        return self.no

    def get_absolute_url(self) -> str:
        return reverse("privacy:request", args=[self.pk])

    @property
    def subject(self) -> tuple[str, int] | None:
        """Model label and id of the person's record, once it is found."""
        return (self.kind, self.object_id) if self.object_id else None
