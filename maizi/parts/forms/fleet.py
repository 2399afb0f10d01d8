"""The grid of a plan's fleet: units at the start, and what will be sold."""

from django import forms

from ..actions import Correction
from ..queries import Grid

MOST_UNITS = 10_000_000


class FleetForm(forms.Form):
    """Two whole numbers for each model and region of one page; cells left alone stay."""

    def __init__(self, given=None, *, grid: Grid):
        super().__init__(given)
        self.cells = [cell for _model, cells in grid.rows for cell in cells if cell]
        for cell in self.cells:
            self.fields[f"start_{cell.pk}"] = forms.IntegerField(
                min_value=0, max_value=MOST_UNITS, required=False, initial=cell.start
            )
            self.fields[f"sales_{cell.pk}"] = forms.IntegerField(
                min_value=-MOST_UNITS, max_value=MOST_UNITS, required=False, initial=cell.sales
            )

    def corrections(self) -> list[Correction]:
        """What was typed; an empty box means what was there."""
        found = []
        for cell in self.cells:
            start = self.cleaned_data[f"start_{cell.pk}"]
            sales = self.cleaned_data[f"sales_{cell.pk}"]
            found.append(Correction(
                cell, cell.start if start is None else start,
                cell.sales if sales is None else sales,
            ))  # fmt: skip
        return found
