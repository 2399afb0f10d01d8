"""The solution sheet: written, carried over, printed, read by who serves (F-1)."""

import pytest
from django.urls import reverse

from maizi.kernel.errors import Refused
from maizi.kit.pages import save
from maizi.sales import access, actions, queries
from maizi.sales.models import Order, Quote, Solution
from maizi.sales.pages import SOLUTIONS
from maizi.sales.rules.solutions import missing_in
from maizi.warranty.models import Unit
from tests.house import fresh

FULL = {"needs": "三班用气，露点 3 度", "solution": "BK7.5 加冷干机", "use": "先开冷干机",
        "upkeep": "每班排水"}  # fmt: skip


def written(trade, document, **values) -> Solution:
    name = "quote" if isinstance(document, Quote) else "order"
    row = Solution(**{name: document}, **FULL | values)
    save(SOLUTIONS, row=row, verb="create", by=trade.chen)
    return row


def test_what_a_sheet_lacks():
    assert missing_in({}) == ["needs", "solution", "use", "upkeep"]
    assert missing_in(FULL | {"use": " "}) == ["use"]


def test_begun_on_the_quote_and_carried_over(trade):
    """A new version and the order have copies of their own; changing one leaves the others."""
    quote = trade.quote((trade.filter, "2"))
    sheet = written(trade, quote, upkeep="")
    assert queries.lacks_of(sheet) == ["日常维护"]
    quote = actions.submit_quote(quote, by=trade.chen)
    newer = actions.renew_quote(quote, by=trade.chen)
    assert newer.solution.needs == FULL["needs"] and newer.solution.pk != sheet.pk
    with pytest.raises(Refused, match="不能再改"):
        actions.save_solution(Solution.objects.get(pk=sheet.pk), "change", by=trade.chen)
    newer = actions.submit_quote(newer, by=trade.chen)
    order = actions.convert_quote(newer, by=trade.chen)
    copy = Solution.objects.get(order=order)
    copy.upkeep = "每班排水"
    save(SOLUTIONS, row=copy, verb="change", by=trade.chen)
    assert queries.lacks_of(Solution.objects.get(order=order)) == []
    assert Solution.objects.get(quote=newer).upkeep == ""
    plain = actions.convert_quote(
        actions.submit_quote(trade.quote((trade.filter, "1")), by=trade.chen), by=trade.chen
    )
    assert not Solution.objects.filter(order=plain).exists()


def test_what_is_refused(trade):
    order = trade.order((trade.filter, "1"))
    with pytest.raises(Refused, match="先写客户需求"):
        written(trade, order, needs="  ")
    written(trade, order)
    with pytest.raises(Refused, match="已经有解决方案单"):
        written(trade, order)
    gone = trade.order((trade.filter, "1"))
    actions.cancel_order(gone, by=trade.chen, reason="重复")
    with pytest.raises(Refused, match="不能再改"):
        written(trade, Order.objects.get(pk=gone.pk))
    meng = fresh(trade.house.meng)
    assert access.visible_solutions(trade.chen).count() == 1
    assert not access.visible_solutions(meng)
    assert not access.may_write_solution(trade.keeper, order)


def test_screens_and_paper(trade, client):
    order = trade.order((trade.filter, "2"))
    client.force_login(trade.chen)
    begin = reverse("sales:order_solution", args=[order.pk])
    assert begin in client.get(order.get_absolute_url()).content.decode()
    refused = client.post(begin, FULL | {"needs": ""})
    assert refused.status_code == 422 and "每班排水" in refused.content.decode()
    place = client.post(begin, FULL | {"use": ""})["Location"]
    assert client.get(begin)["Location"] == place
    shown = client.get(place).content.decode()
    assert "露点 3 度" in shown and "缺：使用方法" in shown
    assert "缺 使用方法" in client.get(order.get_absolute_url()).content.decode()
    sheet = Solution.objects.get()
    edit = reverse("sales:solution_edit", args=[sheet.pk])
    assert client.post(edit, FULL).status_code == 302
    history = client.get(reverse("sales:solution_history", args=[sheet.pk])).content.decode()
    assert "先开冷干机" in history
    values = queries.SOLUTION_PRINT.context(trade.chen, Solution.objects.get())
    assert set(values) == set(queries.SOLUTION_PRINT.sample) and values["客户需求"]
    client.force_login(fresh(trade.house.meng))
    assert client.get(place).status_code == 404 and client.get(begin).status_code == 404
    client.force_login(trade.keeper)
    assert client.post(edit, FULL).status_code == 403


def test_who_serves_the_piece_reads_it(trade, client):
    order = trade.confirmed((trade.filter, "1"))
    written(trade, order)
    line = order.lines.get()
    unit = Unit.objects.create(
        serial="S1", product=trade.filter, customer=trade.customer, line=line, code="c" * 16
    )
    assert queries.solution_of_line(line.pk).use == FULL["use"]
    assert queries.solution_of_line(None) is None
    client.force_login(trade.boss)
    assert "先开冷干机" in client.get(unit.get_absolute_url()).content.decode()
