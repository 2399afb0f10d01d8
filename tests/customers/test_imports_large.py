"""A hundred thousand rows through the engine, and back."""

import pytest

from maizi.customers.models import Customer
from maizi.history.models import HistoryEntry
from maizi.search.models import SearchEntry
from tests.customers.importing import SHARED, lead

pytestmark = [pytest.mark.django_db, pytest.mark.once]
ROWS = 100_000


def test_a_hundred_thousand_names_come_in_and_go_again(house):
    """Short names of real companies; what repeats among them is refused, nothing is lost."""
    lines = (SHARED / "names/Company-Shorter-Form（28W）.txt").read_text("utf-8-sig").splitlines()
    led = lead("公司名称\n" + "\n".join(lines[3 : ROWS + 3]), by=house.lin).bring()
    run = led.run
    assert run.row_count > ROWS * 0.99 and run.added > run.row_count * 0.9
    assert run.added + run.refused == run.row_count
    assert Customer.objects.count() == SearchEntry.objects.count() == run.added
    assert HistoryEntry.objects.filter(chain=f"import-{run.pk}").count() == run.added
    assert Customer.objects.values("name").distinct().count() == run.added
    refused = sum(len(part) for part in run.parts.values_list("refused", flat=True))
    assert refused == run.refused and run.problems.count() <= 5_000
    led.undo()
    assert not Customer.objects.exists() and not SearchEntry.objects.exists()
    assert (led.run.undone, led.run.kept) == (run.added, 0)
