"""Forms for weights: pairwise judgements, experts' points, and what they are put together with."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ..rules.ahp import filled
from ..rules.combining import read_experts
from ..terms import Blend

JUDGEMENTS = [
    ("9", _("绝对重要 9")), ("7", _("很重要 7")), ("5", _("明显重要 5")), ("3", _("稍重要 3")),
    ("2", _("略重要 2")), ("1", _("同样重要 1")), ("1/2", _("略不重要 1/2")),
    ("1/3", _("稍不重要 1/3")), ("1/5", _("明显不重要 1/5")), ("1/7", _("很不重要 1/7")),
    ("1/9", _("绝对不重要 1/9")),
]  # fmt: skip
HALF = 50


class WeighForm(forms.Form):
    """What people judged, and whether it is put together with what answers say (G-4)."""

    blend = forms.ChoiceField(
        label=_("和答卷数据合成"), choices=Blend.choices(), initial=Blend.ALONE, required=False
    )
    theta = forms.IntegerField(
        label=_("判断占（%）"), initial=HALF, min_value=0, max_value=100, required=False,
        help_text=_("按比例平均时用，其余是数据的。"),
    )  # fmt: skip

    def __init__(self, *args, names, has_answers, **options):
        super().__init__(*args, **options)
        self.names = list(names)
        if not has_answers:
            del self.fields["blend"], self.fields["theta"]

    @property
    def judged(self):
        """The boxes of the judgement itself."""
        return [field for field in self if field.name not in ("blend", "theta")]

    @property
    def put_together(self):
        """The boxes of what it is put together with; none without answers."""
        return [self[name] for name in ("blend", "theta") if name in self.fields]

    @property
    def how(self) -> tuple[Blend, float]:
        """How they are put together, and what the judgement is worth of 1."""
        share = self.cleaned_data.get("theta")
        blend = Blend(self.cleaned_data.get("blend") or Blend.ALONE)
        return blend, (HALF if share is None else share) / 100


class AhpForm(WeighForm):
    """How much more each indicator weighs than each after it."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.cells = [(i, j) for i in range(len(self.names)) for j in range(i + 1, len(self.names))]
        for i, j in self.cells:
            self.fields[f"c{i}_{j}"] = forms.ChoiceField(
                label=_("“%(a)s”比“%(b)s”") % {"a": self.names[i], "b": self.names[j]},
                choices=JUDGEMENTS, initial="1",
            )  # fmt: skip

    def matrix(self) -> list[list[float]]:
        """The whole matrix of judgements."""
        return filled(
            len(self.names),
            {cell: _number(self.cleaned_data[f"c{cell[0]}_{cell[1]}"]) for cell in self.cells},
        )


class PointsForm(WeighForm):
    """What each expert gives each indicator, one expert a line."""

    points = forms.CharField(
        label=_("专家打分"), max_length=20_000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("一人一行：姓名，再按指标的顺序写分数，合计 100。可以从表格粘贴。"),
    )  # fmt: skip

    def experts(self):
        """Who gave what. Raises Refused that names the line."""
        return read_experts(self.cleaned_data["points"], self.names)


def _number(text: str) -> float:
    above, _slash, below = text.partition("/")
    return int(above) / int(below or 1)
