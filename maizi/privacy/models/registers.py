"""Registers the law asks for: assessments, processors, breaches (PIPL 21–23, 55–57)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from maizi.accounts.models import User, id_field
from maizi.kernel.privacy import DataClass, classed

from ..terms import BreachLevel, Outcome, ProcessorKind


class ImpactAssessment(models.Model):
    """One assessment made before delicate processing begins; kept at least three years."""

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    sortable = ("title", "assessed_on")
    label_field = "title"

    id = id_field()
    title = models.CharField(_("名称"), max_length=80)
    activity = models.TextField(_("处理活动、目的和方式"))
    necessity = models.TextField(_("是否合法、正当、必要"))
    impact = models.TextField(_("对个人权益的影响和风险"))
    measures = models.TextField(_("保护措施是否有效、与风险相称"))
    outcome = models.CharField(
        _("结论"), max_length=12, choices=Outcome.choices(), default=Outcome.OPEN
    )
    assessed_on = models.DateField(_("评估日期"))
    assessor = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("评估人"))
    review_on = models.DateField(_("下次复核"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("影响评估"), ngettext_lazy("影响评估", "影响评估", 2)
        ordering = ["-assessed_on", "-id"]

    def __str__(self) -> str:
        return self.title


class Processor(models.Model):
    """One company that handles or receives our people's information, and under which contract."""

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    sortable = ("name", "ends_on")

    id = id_field()
    name = models.CharField(_("名称"), max_length=80)
    processor_kind = models.CharField(_("角色"), max_length=12, choices=ProcessorKind.choices())
    purpose_text = models.TextField(_("处理目的和方式"))
    kinds_text = models.CharField(_("信息种类"), max_length=200)
    measures = models.TextField(_("保护措施、双方权利义务"))
    contract_no = models.CharField(_("合同编号"), max_length=40, blank=True)
    starts_on = models.DateField(_("开始日期"))
    ends_on = models.DateField(_("结束日期"), null=True, blank=True)
    is_abroad = models.BooleanField(_("在境外"), default=False)
    contact_text = classed(
        models.CharField(_("联系方式"), max_length=80, blank=True), DataClass.PERSONAL
    )
    reviewed_on = models.DateField(_("最近检查"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = (
            _("受托方与接收方"), ngettext_lazy("受托方与接收方", "受托方与接收方", 2)
        )  # fmt: skip
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class Breach(models.Model):
    """One leak, loss or tampering: what happened, who was told, what was done (57)."""

    data_class_default = DataClass.INTERNAL
    writes_by_verb = True
    sortable = ("title", "found_at")
    label_field = "title"

    id = id_field()
    title = models.CharField(_("事件"), max_length=80)
    level = models.CharField(_("程度"), max_length=8, choices=BreachLevel.choices())
    found_at = models.DateTimeField(_("发现时间"))
    happened_at = models.DateTimeField(_("发生时间"), null=True, blank=True)
    kinds_text = models.CharField(_("涉及的信息种类"), max_length=200)
    cause = models.TextField(_("原因"))
    people_count = models.PositiveIntegerField(_("涉及人数"), null=True, blank=True)
    harm = models.TextField(_("可能造成的危害"))
    measures = models.TextField(_("已采取的补救措施"))
    advice = models.TextField(_("个人可以采取的减轻危害的措施"), blank=True)
    authority_told_at = models.DateTimeField(_("报告主管部门时间"), null=True, blank=True)
    authority = models.CharField(_("主管部门"), max_length=80, blank=True)
    people_told_at = models.DateTimeField(_("通知个人时间"), null=True, blank=True)
    untold_reason = models.CharField(_("不通知个人的理由"), max_length=200, blank=True)
    officer = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("负责人"))
    closed_on = models.DateField(_("结案日期"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = (
            _("泄露事件"), ngettext_lazy("泄露事件", "泄露事件", 2)
        )  # fmt: skip
        ordering = ["-found_at", "-id"]

    def __str__(self) -> str:
        return self.title
