"""In which order a hand-over is worked through (C-70)."""

import pytest

from maizi.care import actions
from maizi.care.queries import WAITING_FIRST, given_to
from tests.care.test_hand_over import begun
from tests.house import fresh

pytestmark = pytest.mark.django_db


def test_c70_what_waits_comes_first_and_of_that_the_important(house):
    moved = house.customer("已移交", house.chen)
    row, lin = begun(house), fresh(house.lin)
    actions.arrange(row, holding="customers", taker=house.xu, by=lin, match={})
    assert actions.move_ready(row, by=lin) == (1, 0)
    plain, key = (
        house.customer("普通", house.chen),
        house.customer("大", house.chen, ka_status="key"),
    )
    actions.renew_list(row, by=lin)
    actions.arrange(row, holding="customers", taker=house.xu, by=lin, match={})
    wanted = [key.pk, plain.pk, moved.pk]
    assert list(given_to(house.xu).values_list("object_id", flat=True)) == wanted
    listed = row.pieces.filter(holding="customers").order_by(*WAITING_FIRST)
    assert list(listed.values_list("object_id", flat=True)) == wanted
