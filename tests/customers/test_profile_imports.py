"""Answers of profiles out of sheets: checked like the form, written in bulk, taken back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from maizi.accounts.models import Role
from maizi.customers.actions import save_answers
from maizi.customers.models import Customer, ProfileValue
from maizi.history.models import HistoryEntry
from maizi.history.queries import flaws
from tests.customers.importing import lead
from tests.house import fresh

pytestmark = pytest.mark.django_db
SHEET = (
    "客户名称,客户需求,成长潜力,采购方式,我方占其采购的份额\n"
    "甲公司,两台空压机,高,招标采购、看老板心情,35%\n乙公司,,,,\n"
)


def answers() -> dict[str, str]:
    return dict(ProfileValue.objects.exclude(text="").values_list("attribute", "text"))


def test_answers_come_in_with_their_provenance_and_go_with_the_import(house):
    led = lead(SHEET, by=house.lin).bring()
    assert led.counts() == (2, 0, 0, 0)
    assert answers() == {
        "needs": "两台空压机", "growth_potential": "high",
        "purchase_mode": "tender;看老板心情", "our_share": "0.3500",
    }  # fmt: skip
    value = ProfileValue.objects.get(attribute="needs")
    assert (value.channel, value.source_detail, value.collector) == (
        "import",
        "客户.csv",
        house.lin,
    )
    assert value.key == "两台空压机" and value.verified_at is None
    told = HistoryEntry.objects.get(object_id=value.customer_id, verb="import").changes
    assert told["profile.our_share"] == [None, "0.3500"]
    led.undo()
    assert not Customer.objects.exists() and not ProfileValue.objects.exists()
    assert not list(flaws())


def test_an_update_changes_what_the_sheet_says_and_undo_gives_it_back(house):
    row = house.customer("甲公司", no="C1", party_type="enterprise")
    save_answers(row, {"needs": ["旧"], "scale": ["三家店"], "fax": ["1"]}, by=fresh(house.chen))
    sheet = "客户编号,需求,经营规模,传真,主营产品\nC1,新,,1,轴承\n"
    led = lead(sheet, by=house.lin, mode="update", key="no").bring()
    assert led.counts() == (0, 1, 0, 0)
    assert answers() == {"needs": "新", "scale": "三家店", "fax": "1", "main_products": "轴承"}
    entry = HistoryEntry.objects.get(object_id=row.pk, chain=f"import-{led.run.pk}")
    assert entry.changes == {
        "profile.needs": ["旧", "新"], "profile.main_products": [None, "轴承"],
    }  # fmt: skip
    again = lead(sheet, by=house.lin, mode="update", key="no").bring()
    assert again.run.same == 1
    led.undo()
    assert answers() == {"needs": "旧", "scale": "三家店", "fax": "1"}
    assert led.run.kept == 0


def test_empty_cells_clear_when_asked_for(house):
    row = house.customer("甲公司", no="C1", party_type="enterprise")
    save_answers(row, {"needs": ["旧"], "scale": ["三家店"]}, by=fresh(house.chen))
    lead("客户编号,需求\nC1,\n", by=house.lin, mode="update", key="no", empties=True).bring()
    assert answers() == {"scale": "三家店"}


def test_an_answer_changed_since_stays(house):
    row = house.customer("甲公司", no="C1", party_type="enterprise")
    led = lead("客户编号,需求\nC1,新\n", by=house.lin, mode="update", key="no").bring()
    save_answers(row, {"needs": ["更新"]}, by=fresh(house.chen))
    led.undo()
    assert answers() == {"needs": "更新"} and led.run.kept == 1


def test_what_the_form_would_refuse_is_refused(house):
    sheet = f"客户名称,我方占其采购的份额,经营规模\n甲,120,\n乙,,{'长' * 201}\n丙,20,小\n"
    led = lead(sheet, by=house.lin).check()
    assert (led.run.to_add, led.run.refused) == (1, 2)
    assert any("百分比应在 0 到 100 之间" in said for said in led.told())
    assert not ProfileValue.objects.exists()
    kept = lead(sheet, by=house.lin, bad_cells="leave").bring()
    assert kept.counts()[0] == 3 and answers() == {"our_share": "0.2000", "scale": "小"}


def test_only_what_fits_the_customer_and_the_person_comes_in(house):
    role = house.roles["ka_department_manager"]
    role.field_access |= {"family": "write", "credit": "read"}
    Role.objects.filter(pk=role.pk).update(field_access=role.field_access)
    sheet = "客户名称,爱好,信用状况\n甲公司,钓鱼,好\n"
    led = lead(sheet, by=fresh(house.lin)).bring()
    assert led.counts() == (1, 0, 0, 0) and answers() == {}
    assert any("爱好" in said for said in led.told())
    assert [column["target"] for column in led.run.columns] == ["name", "profile.hobbies", ""]


def test_the_queries_do_not_grow_with_the_rows(house):
    def asked(count: int, word: str) -> int:
        rows = "".join(f"{word}{n}有限公司,要{n}台,高\n" for n in range(count))
        led = lead(f"客户名称,需求,成长潜力\n{rows}", by=house.lin)
        with CaptureQueriesContext(connection) as caught:
            led.bring()
        return len(caught)

    asked(1, "先")
    assert asked(12, "东") <= asked(2, "西")
