"""How an opportunity ends, what came of it, and the stages of a pipeline."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from maizi.accounts.access import visible_people
from maizi.kit.forms import MoneyField

from ..actions import Ending
from ..models.deals import MOST_YUAN
from ..models.pipelines import MOST_DAYS
from ..rules.pipelines import Wanted
from ..terms import DealState, LossReason, Step

ENDS = [state for state in DealState if state != DealState.OPEN]


class CloseForm(forms.Form):
    """Won, or why not."""

    state = forms.ChoiceField(
        label=_("结果"), choices=[(s.value, s.label) for s in ENDS], widget=forms.RadioSelect
    )
    reason = forms.ChoiceField(
        label=_("原因"), choices=[("", "")] + LossReason.choices(), required=False
    )
    note = forms.CharField(label=_("说明"), max_length=300, required=False, widget=forms.Textarea)
    review_on = forms.DateField(
        label=_("复查日期"), required=False, help_text=_("暂时失败的，哪天再看一次。")
    )

    def ending(self) -> Ending:
        """What was chosen, as the action takes it."""
        given = self.cleaned_data
        return Ending(DealState(given["state"]), given["reason"], given["note"], given["review_on"])


class RecordForm(forms.Form):
    """开发记录表 (B-40)."""

    team = forms.CharField(label=_("参加人员"), max_length=200, required=False)
    methods = forms.CharField(
        label=_("使用的方法"), max_length=2000, required=False, widget=forms.Textarea
    )
    planned_cost_yuan = MoneyField(
        label=_("计划费用"), min_value=Decimal(0), max_value=MOST_YUAN, decimal_places=2,
        required=False,
    )  # fmt: skip
    cost_yuan = MoneyField(
        label=_("实际费用"), min_value=Decimal(0), max_value=MOST_YUAN, decimal_places=2,
        required=False,
    )  # fmt: skip
    causes = forms.CharField(
        label=_("成败原因"), max_length=2000, required=False, widget=forms.Textarea
    )
    lessons = forms.CharField(
        label=_("经验教训"), max_length=2000, required=False, widget=forms.Textarea
    )
    competitor_result = forms.CharField(label=_("竞争对手的结果"), max_length=200, required=False)
    next_on = forms.DateField(label=_("下次复查"), required=False)


class AssignForm(forms.Form):
    """A new owner and why."""

    owner = forms.ModelChoiceField(None, label=_("新的负责人"))
    reason = forms.CharField(label=_("原因"), max_length=200, required=False)

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.fields["owner"].queryset = visible_people(user).filter(is_active=True)


class StagesForm(forms.Form):
    """For each step of B-4 whether the pipeline has it, under which name, with which numbers."""

    reason = forms.CharField(label=_("原因"), max_length=200, required=False)

    def __init__(self, *args, pipeline, **options):
        super().__init__(*args, **options)
        known = {stage.step: stage for stage in pipeline.stages.all()}
        for step in Step:
            self._add(step, known.get(step.value))

    def _add(self, step: Step, stage) -> None:
        def has(name: str, usual):
            return getattr(stage, name) if stage else usual

        self.fields[f"on-{step}"] = forms.BooleanField(
            label=step.label, required=False, initial=stage is not None
        )
        self.fields[f"name-{step}"] = forms.CharField(
            label=_("名称"), max_length=20, required=False, initial=has("name", step.label)
        )
        self.fields[f"probability-{step}"] = forms.DecimalField(
            label=_("成交概率（%）"), min_value=0, max_value=100, max_digits=3, decimal_places=0,
            initial=has("probability", Decimal(0)) * 100, required=False,
        )  # fmt: skip
        for name, label, usual in (
            ("expected_days", _("预计停留天数"), 14), ("most_days", _("最多停留天数"), 30),
            ("most_open", _("同时最多几个"), 0),
        ):  # fmt: skip
            self.fields[f"{name}-{step}"] = forms.IntegerField(
                label=label, min_value=0, max_value=MOST_DAYS, initial=has(name, usual),
                required=False,
            )  # fmt: skip

    def rows(self) -> list[tuple[Step, dict]]:
        """Step by step: its six fields."""
        names = ("on", "name", "probability", "expected_days", "most_days", "most_open")
        return [(step, {name: self[f"{name}-{step}"] for name in names}) for step in Step]

    def wanted(self) -> list[Wanted]:
        """The stages that are switched on."""
        given = self.cleaned_data
        return [
            Wanted(
                step, " ".join(given[f"name-{step}"].split()) or step.chinese,
                (given[f"probability-{step}"] or Decimal(0)) / 100,
                given[f"expected_days-{step}"] or 0, given[f"most_days-{step}"] or 0,
                given[f"most_open-{step}"] or 0,
            )
            for step in Step if given[f"on-{step}"]
        ]  # fmt: skip
