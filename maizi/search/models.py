"""What the index keeps of each record.

The tokens themselves lie where the database finds them fastest: on SQLite in the full-text
table `search_words`, on PostgreSQL as numbers in the column `tokens` of this table.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from maizi.history.models import RecordId
from maizi.kernel.privacy import DataClass


class SearchEntry(models.Model):
    """One record as the search knows it, under the record's own id.

    lines   its texts, normalised, one a line behind the letter of their sort
    facets  its properties, parted by spaces
    """

    data_class_default = DataClass.PERSONAL

    id = RecordId(primary_key=True)
    kind = models.CharField(_("对象类型"), max_length=24)
    lines = models.TextField(_("内容"))
    facets = models.TextField(_("属性"))
    version = models.SmallIntegerField(_("分词版本"))

    class Meta:
        verbose_name = verbose_name_plural = _("搜索条目")
        indexes = [models.Index(fields=["kind", "id"], name="search_of_kind")]

    def __str__(self) -> str:
        return self.lines.partition("\n")[0][1:]
