"""One import from file to undo: the run, its batches, what was wrong, what was repaired."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from maizi.accounts.models import id_field
from maizi.files.models import StoredFile
from maizi.jobs.models import Job
from maizi.jobs.terms import JobState
from maizi.kernel.privacy import DataClass, classed

from ..imports.terms import WORKING, ImportMode, ImportState, Phase, Severity

OF_JOBS = {
    JobState.PAUSED: ImportState.PAUSED,
    JobState.FAILED: ImportState.FAILED,
    JobState.CANCELLED: ImportState.CANCELLED,
}


class ImportRun(models.Model):
    """One file that somebody brings in: how its columns are read, how far it is, what it did.

    columns  one {"header", "target", "sample", …} for each column of the sheet
    place    last row number (of an undo: last history entry) that the present phase has done
    reasons  [{"severity", "column", "message", "count"}], every finding counted
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    kind = models.CharField(_("对象类型"), max_length=40)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name=_("文件"))
    name = classed(models.CharField(_("文件名"), max_length=120), DataClass.PERSONAL)
    encoding = models.CharField(_("编码"), max_length=20, blank=True)
    worksheet = models.CharField(_("工作表"), max_length=120, blank=True)
    header_row = models.IntegerField(_("表头行"), null=True)
    facts = classed(models.JSONField(_("文件概况"), default=dict), DataClass.PERSONAL)
    columns = classed(models.JSONField(_("列的对应"), default=list), DataClass.PERSONAL)
    mode = models.CharField(
        _("方式"), max_length=8, choices=ImportMode.choices(), default=ImportMode.ADD
    )
    options = models.JSONField(_("选项"), default=dict)
    state = models.CharField(
        _("状态"), max_length=12, choices=ImportState.choices(), default=ImportState.UPLOADED
    )
    place = models.BigIntegerField(_("做到第几行"), default=0)
    row_count = models.IntegerField(_("行数"), default=0)
    to_add = models.IntegerField(_("将新增"), default=0)
    to_update = models.IntegerField(_("将更新"), default=0)
    same = models.IntegerField(_("没有变化"), default=0)
    joined = models.IntegerField(_("并入"), default=0)
    refused = models.IntegerField(_("不能导入"), default=0)
    warned = models.IntegerField(_("有提醒"), default=0)
    added = models.IntegerField(_("已新增"), default=0)
    updated = models.IntegerField(_("已更新"), default=0)
    undone = models.IntegerField(_("已撤销"), default=0)
    kept = models.IntegerField(_("撤销时保留"), default=0)
    reasons = models.JSONField(_("原因统计"), default=list)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("导入人")
    )
    created_at = models.DateTimeField(_("上传时间"))
    started_at = models.DateTimeField(_("开始时间"), null=True)
    ended_at = models.DateTimeField(_("结束时间"), null=True)
    job = models.ForeignKey(
        Job, models.SET_NULL, null=True, related_name="+", verbose_name=_("后台任务")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("导入")
        ordering = ["-id"]
        indexes = [models.Index(fields=["kind", "by", "-id"], name="imports_of_person")]

    def __str__(self) -> str:
        return self.name

    @property
    def present_state(self) -> ImportState:
        """The state people see: a work that is paused, failed or cancelled says so."""
        state = ImportState(self.state)
        if state not in WORKING or self.job is None:
            return state
        return OF_JOBS.get(JobState(self.job.state), state)


class ImportPart(models.Model):
    """One batch of rows that one transaction took in, with every row it refused and why.

    refused  [[row number, [[column, message, values], …]], …]
    """

    data_class_default = DataClass.INTERNAL

    id = id_field()
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="parts", verbose_name=_("导入"))
    phase = models.CharField(_("阶段"), max_length=8, choices=Phase.choices())
    first_row = models.BigIntegerField(_("第一行"))
    last_row = models.BigIntegerField(_("最后一行"))
    refused = classed(models.JSONField(_("未导入的行"), default=list), DataClass.PERSONAL)

    class Meta:
        verbose_name = verbose_name_plural = _("导入批次")
        ordering = ["first_row"]
        constraints = [
            models.UniqueConstraint(fields=["run", "phase", "first_row"], name="part_taken_once"),
        ]

    def __str__(self) -> str:
        return f"{self.first_row}–{self.last_row}"


class ImportProblem(models.Model):
    """One finding about one row; the first few thousand of a phase are kept to be looked at."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    run = models.ForeignKey(
        ImportRun, models.CASCADE, related_name="problems", verbose_name=_("导入")
    )
    phase = models.CharField(_("阶段"), max_length=8, choices=Phase.choices())
    row = models.BigIntegerField(_("行号"))
    severity = models.CharField(_("程度"), max_length=8, choices=Severity.choices())
    column = models.CharField(_("列"), max_length=120, blank=True)
    message = models.CharField(_("原因"), max_length=300)
    params = classed(models.JSONField(_("原因里的内容"), default=dict), DataClass.PERSONAL)
    texts = classed(models.JSONField(_("单元格内容"), default=dict), DataClass.PERSONAL)
    object_id = models.BigIntegerField(_("对象编号"), null=True)

    class Meta:
        verbose_name = verbose_name_plural = _("导入问题")
        ordering = ["row", "id"]
        indexes = [models.Index(fields=["run", "phase", "row"], name="problems_of_import")]

    def __str__(self) -> str:
        return self.message


class ImportFix(models.Model):
    """One row as somebody repaired it, or left it out."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="fixes", verbose_name=_("导入"))
    row = models.BigIntegerField(_("行号"))
    texts = classed(models.JSONField(_("改后的内容"), default=dict), DataClass.PERSONAL)
    is_dropped = models.BooleanField(_("略过"), default=False)

    class Meta:
        verbose_name = verbose_name_plural = _("导入修改")
        ordering = ["row"]
        constraints = [models.UniqueConstraint(fields=["run", "row"], name="row_fixed_once")]

    def __str__(self) -> str:
        return f"{self.row}"


class RememberedColumn(models.Model):
    """What somebody last took a column name for; it counts for his colleagues as a suggestion."""

    data_class_default = DataClass.INTERNAL

    id = id_field()
    kind = models.CharField(_("对象类型"), max_length=40)
    header = models.CharField(_("列名"), max_length=120)
    target = models.CharField(_("对应字段"), max_length=60, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("导入人")
    )

    class Meta:
        verbose_name = verbose_name_plural = _("记住的列")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "by", "header"], name="column_remembered_once"),
        ]

    def __str__(self) -> str:
        return self.header
