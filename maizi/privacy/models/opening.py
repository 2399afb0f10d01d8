"""Who may open what is restricted, and for what it was opened (S003§12.3, M-3, M-5)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass, classed

from .subject import AboutPerson


class ListedPerson(AboutPerson):
    """One colleague on the access list of one restricted record."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    user = models.ForeignKey(User, models.CASCADE, related_name="+", verbose_name=_("同事"))
    reason = models.CharField(_("为什么"), max_length=200)
    until = models.DateField(_("截止日期"), null=True, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("批准人"))
    at = models.DateTimeField(_("加入时间"))

    class Meta:
        verbose_name, verbose_name_plural = _("访问名单"), ngettext_lazy("访问名单", "访问名单", 2)
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "object_id", "user"], name="listed_once")
        ]
        indexes = [models.Index(fields=["user", "kind", "object_id"], name="listed_of_user")]

    def __str__(self) -> str:
        return f"{self.user}"


class Opening(AboutPerson):
    """One time somebody said for what he opens something restricted; counts for a while."""

    data_class_default = DataClass.INTERNAL
    sortable = ("at",)
    never_listed = ("kind", "object_id", "session")

    id = id_field()
    topic = models.CharField(_("打开了什么"), max_length=30)
    title = classed(models.CharField(_("对象"), max_length=120), DataClass.PERSONAL)
    user = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("查看人"))
    purpose = models.CharField(_("用途"), max_length=60)
    note = classed(models.CharField(_("说明"), max_length=200, blank=True), DataClass.PERSONAL)
    session = models.CharField(max_length=64, blank=True, editable=False)
    at = models.DateTimeField(_("时间"))
    until = models.DateTimeField(_("有效至"))

    class Meta:
        verbose_name, verbose_name_plural = _("查看登记"), ngettext_lazy("查看登记", "查看登记", 2)
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["user", "kind", "object_id", "-at"], name="openings_of_user"),
            models.Index(fields=["kind", "object_id", "-at"], name="openings_of_record"),
        ]

    def __str__(self) -> str:
        return f"{self.user} {self.purpose}"
