"""Who sees what of an evaluation: on its page, on paper, in its history (L-12, C-90, M-4)."""

from decimal import Decimal

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from maizi.fields.actions import print_document
from maizi.fields.queries import shipped_templates
from maizi.relationship import access
from maizi.relationship.models import Evaluation
from maizi.relationship.queries.documents import evaluation_told
from tests.house import fresh
from tests.relationship.conftest import signed

D = Decimal


def test_hidden_marks_are_hidden_on_page_print_and_history(bond):
    """M-4: profit and the score, from which it could be reckoned, only for who sees costs."""
    bond.filter.cost_yuan = D("87.66")
    bond.filter.save()
    bond.bought(bond.mine, 10, "100")
    row = bond.handed_in()
    chen, lin = (signed(one).get(row.get_absolute_url()).content.decode()
                 for one in (bond.chen, bond.lin))  # fmt: skip
    assert "毛利率 12.34%" in lin and "关系得分" in lin
    assert "毛利率" not in chen and "关系得分" not in chen and "没有查看这项的权限" in chen
    told = evaluation_told(bond.chen, row)
    assert told["关系得分"] == "不可见" and told["指标"][1]["得分"] == "不可见"
    assert "毛利率" not in str(told) and "毛利率" in str(evaluation_told(bond.lin, row))
    past = signed(bond.chen).get(reverse("relationship:evaluation_history", args=[row.pk]))
    assert past.status_code == 200 and "12.34" not in past.content.decode()


def test_beside_its_list_stands_the_form_alone(bond):
    """The drawer of the list takes what is in it, without menu and title."""
    row = bond.begun()
    beside = signed(bond.chen).get(row.get_absolute_url(), headers={"HX-Request": "true"})
    shown = beside.content.decode()
    assert "销售与增长" in shown and "<html" not in shown and "收起菜单" not in shown
    assert f"评估期 {bond.days[0]} 至 {bond.days[1]}" in shown


def test_the_form_is_printed(bond):
    row = bond.handed_in()
    for template in shipped_templates("relationship.evaluation"):
        made = print_document(template, row=row, by=bond.chen)
        assert made.file.media_type == "application/pdf" and made.template_name == template.name


def test_a_filed_copy_is_for_its_maker_alone(bond):
    """It tells what he sees of orders, complaints and payments; another may see less (M-4)."""
    row = bond.handed_in()
    (template, *_more) = shipped_templates("relationship.evaluation")
    made = print_document(template, row=row, by=bond.chen, is_filed=True)
    address = reverse("fields:print_again", args=["relationship.evaluation", row.pk, made.pk])
    assert signed(bond.chen).get(address).status_code == 200
    assert signed(bond.lin).get(address).status_code == 403
    prints = reverse("fields:prints", args=["relationship.evaluation", row.pk])
    assert address in signed(bond.chen).get(prints).content.decode()
    assert address not in signed(bond.lin).get(prints).content.decode()


def test_the_summary_tells_what_happened_in_the_period(bond):
    """C-90: of the period, of this customer, of what its reader may read elsewhere."""
    bond.bought(bond.mine, 20, "100")
    bond.bought(bond.mine, 400, "700")
    bond.bought(bond.house.customer("别家", bond.house.chen), 20, "5000")
    bond.spoke(10), bond.spoke(12, "note")
    row = bond.begun()
    told = evaluation_told(bond.chen, row)
    assert told["订单合计"] == "1 笔，100.00 元（不含税）" and len(told["订单"]) == 1
    assert [one["内容"] for one in told["联系"]] == ["问候"]
    with CaptureQueriesContext(connection) as few:
        evaluation_told(bond.chen, row)
    for day in range(2, 9):
        bond.bought(bond.mine, day * 10, "100")
        bond.spoke(day)
    with CaptureQueriesContext(connection) as many:
        told = evaluation_told(bond.chen, row)
    assert len(many) == len(few) and len(told["订单"]) == 8
    service = fresh(bond.house.service)
    assert not evaluation_told(service, row)["投诉"] and bond.mine.name == told["客户"]


def test_only_customers_in_sight(bond):
    row = bond.begun()
    assert access.visible_evaluations(bond.chen).get() == row
    meng = fresh(bond.house.meng)
    assert not access.visible_evaluations(meng).exists()
    assert signed(meng).get(row.get_absolute_url()).status_code == 404
    new = reverse("relationship:evaluation_new", args=[bond.mine.pk])
    assert signed(meng).get(new).status_code == 404
    service = signed(fresh(bond.house.service))
    assert service.get(reverse("relationship:evaluation_list")).status_code == 403


def test_screens_lead_from_the_customer_to_the_review(bond):
    chen, lin = signed(bond.chen), signed(bond.lin)
    tab = reverse("customers:tab", args=[bond.mine.pk, "relationship-all"])
    assert "开始评估" in chen.get(tab).content.decode()
    new = reverse("relationship:evaluation_new", args=[bond.mine.pk])
    assert chen.get(new).status_code == 200
    wrong = {"starts_on": bond.today.isoformat(), "ends_on": bond.today.isoformat()}
    assert chen.post(new, wrong).status_code == 422
    days = {"starts_on": bond.days[0].isoformat(), "ends_on": bond.days[1].isoformat()}
    assert chen.post(new, days).status_code == 302
    row = Evaluation.objects.get()
    assert chen.get(new)["Location"].endswith(row.get_absolute_url())

    def to(verb: str) -> str:
        return reverse("relationship:evaluation_do", args=[row.pk, verb])

    page = chen.get(to("fill")).content.decode()
    assert 'name="mark_satisfaction_reason"' in page and 'name="mark_profit"' not in page
    given = {"problems": "付款慢", "strategy": "上门", "mark_contact": "0", "mark_referral": "0"}
    assert chen.post(to("fill"), given | {"mark_share": "60"}).status_code == 422
    given |= {"mark_share": "60", "mark_share_reason": "采购说的",
              "mark_contact_reason": "一样"}  # fmt: skip
    assert chen.post(to("fill"), given).status_code == 302
    assert chen.post(to("hand_in")).status_code == 302
    assert chen.get(to("review")).status_code == 403
    assert lin.get(to("nothing")).status_code == 404
    assert lin.post(to("review"), {"answer": "yes", "opinion": "同意"}).status_code == 302
    assert "复核意见" in chen.get(row.get_absolute_url()).content.decode()
    assert "每" not in chen.get(tab).content.decode() and "上门" in chen.get(tab).content.decode()
    assert (
        row.no in chen.get(reverse("relationship:evaluation_list") + "?view=all").content.decode()
    )
