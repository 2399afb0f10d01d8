"""Tables of the history: entries, the heads of their chains, and daily seals."""

import json

from django.db import models
from django.utils.translation import gettext_lazy as _

from maizi.kernel.ids import LARGEST, new_id, number_in
from maizi.kernel.privacy import DataClass

from .terms import MARK

NOBODY = -1


class RecordId(models.BigIntegerField):
    """A key that on SQLite is the row's own number, so that it is found without an index."""

    def db_type(self, connection) -> str:
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)

    def get_prep_value(self, value):
        """What is no number of a record is the number of none, not an error of a database."""
        if isinstance(value, str) and number_in(value) is None:
            return NOBODY
        number = super().get_prep_value(value)
        return NOBODY if isinstance(number, int) and number > LARGEST else number


class HistoryEntry(models.Model):
    """One thing somebody did to one record; never changed, never deleted.

    Only title, reason and changes can be erased, once, with the salt: see `rules.Link`.

    The actor is kept by id and name, not as a reference, so that the log outlives people.
    """

    data_class_default = DataClass.INTERNAL

    id = RecordId(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField(_("时间"))
    actor_id = models.BigIntegerField(_("操作人编号"), null=True)
    actor_name = models.CharField(_("操作人"), max_length=80)
    kind = models.CharField(_("对象类型"), max_length=60)
    object_id = models.BigIntegerField(_("对象编号"), null=True)
    title = models.CharField(_("对象"), max_length=200)
    verb = models.CharField(_("动作"), max_length=40)
    reason = models.CharField(_("原因"), max_length=500, blank=True)
    request_id = models.CharField(_("请求编号"), max_length=40, blank=True)
    address = models.CharField(_("来源地址"), max_length=60, blank=True)
    changes_json = models.TextField(_("变更内容"), default="{}")
    salt = models.CharField(_("盐"), max_length=32)  # empty: the content was erased
    content_hash = models.CharField(_("内容哈希"), max_length=64)
    chain = models.CharField(_("链"), max_length=40)
    seq = models.BigIntegerField(_("链内序号"))
    previous_hash = models.CharField(_("前一条哈希"), max_length=64)
    hash = models.CharField(_("哈希"), max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = _("变更记录")
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="history_chain_seq")]
        indexes = [
            models.Index(fields=["kind", "object_id", "-id"], name="history_of_record"),
            models.Index(fields=["actor_id", "-id"], name="history_of_actor"),
            models.Index(fields=["request_id"], name="history_of_request"),
        ]

    def __str__(self) -> str:
        return f"{self.actor_name} {self.verb} {self.title}"

    @property
    def is_erased(self) -> bool:
        """True when personal values were taken out of it."""
        return not self.salt

    @property
    def changes(self) -> dict[str, list]:
        """Field name -> [old, new]."""
        told = json.loads(self.changes_json)
        return {name: pair for name, pair in told.items() if not name.startswith(MARK)}

    @property
    def circumstances(self) -> dict[str, object]:
        """How it came to the change, by name: what `told` said, what an app gathers."""
        told = json.loads(self.changes_json)
        return {n.removeprefix(MARK): value for n, value in told.items() if n.startswith(MARK)}


class HistoryChain(models.Model):
    """Where one chain of entries ends now: the row a writer locks before appending."""

    data_class_default = DataClass.INTERNAL

    name = models.CharField(_("链"), max_length=40, primary_key=True)
    length = models.BigIntegerField(_("条数"), default=0)
    head = models.CharField(_("链尾哈希"), max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = _("历史链")

    def __str__(self) -> str:
        return self.name


class HistorySeal(models.Model):
    """The state of all chains at one moment, signed with the installation's key."""

    data_class_default = DataClass.INTERNAL

    id = RecordId(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField(_("时间"))
    heads_json = models.TextField(_("各链链尾"))
    digest = models.CharField(_("摘要"), max_length=64)
    signature = models.CharField(_("签名"), max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = _("历史封存")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.digest[:12]}"
