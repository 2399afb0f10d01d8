"""Dispatch sends only who holds a valid certificate for the product (F-52)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from maizi.catalog.models import Category
from maizi.kernel.errors import Refused
from maizi.service import actions as service
from maizi.service.queries import ranked_for
from maizi.training import actions, queries
from maizi.training.models import TrainingClass
from tests.house import fresh
from tests.service.conftest import _product, now

pytestmark = pytest.mark.django_db


def bars(school, row, **more) -> dict[str, str]:
    """Engineer -> why he cannot go; "" for who can."""
    names = {school.first.pk: "zhao", school.second.pk: "qian"}
    found = ranked_for(row, **more)
    return {names[one.candidate.id]: str(one.bar or "") for one in found}


def test_dispatch_sends_only_who_is_certified(school):
    """F-52: dispatch requires a valid certificate for the product."""
    row = school.triaged()
    course = school.course.name
    assert set(bars(school, row).values()) == {f"没有培训证书（课程：{course}）"}
    assert service.assign_best(row, by=fresh(school.he)) is None
    with pytest.raises(
        Refused, match=f"不能派给 赵技师：没有培训证书（课程：{course}）"
    ) as refused:
        service.assign(row, engineer=school.first, by=fresh(school.he))
    assert refused.value.field == "engineer"
    found = school.certified(school.zhao)
    assert bars(school, row)["zhao"] == "" and bars(school, row)["qian"]
    order = service.assign_best(now(row), by=fresh(school.he))
    assert order.engineer == school.first
    service.accept(order, by=fresh(school.zhao))
    actions.revoke(found, reason="违规操作", by=fresh(school.he))
    assert bars(school, row)["zhao"] == f"没有培训证书（课程：{course}）"


def test_the_day_of_the_visit_decides(school):
    found = school.certified(school.zhao)
    row, zone = school.triaged(), timezone.get_current_timezone()
    noon = timezone.datetime.combine(found.valid_to, timezone.datetime.min.time(), zone)
    noon += timedelta(hours=12)
    assert bars(school, row, at=noon)["zhao"] == ""
    told = bars(school, row, at=noon + timedelta(days=1))["zhao"]
    assert told == f"培训证书 {found.valid_to} 已到期（课程：{school.course.name}）"


def test_what_no_course_certifies_for_anybody_may_mend(school):
    row = school.triaged()
    assert all(bars(school, row).values())
    actions.retire_course(school.course, is_retired=True, by=school.he)
    assert set(bars(school, row).values()) == {""}


def test_a_family_includes_those_below_and_a_product_is_asked_for_by_itself(school):
    """A certificate of one course that covers the product will do, of a retired one too."""
    above = Category(name="动力", path_name="动力")
    above.path = f"/{above.pk}/"
    above.save()
    Category.objects.filter(pk=school.family.pk).update(path=f"/{above.pk}/{school.family.pk}/")
    other = _product("离心机", None)
    wide = school.opened("W", families=[above])
    single = school.opened("P", products=[other])
    row = now(school.triaged())
    school.certified(school.zhao, wide)
    school.certified(school.qian, single)
    assert bars(school, row)["zhao"] == ""
    assert "课程 AC-01、课程 W" in bars(school, row)["qian"]
    type(row).objects.filter(pk=row.pk).update(product=other, family=None)
    row = now(row)
    assert bars(school, row)["qian"] == "" and "课程 P" in bars(school, row)["zhao"]
    again = school.opened("P2", products=[other])
    for one in TrainingClass.objects.filter(course=single):
        actions.close_class(one, by=school.sun)
    actions.retire_course(single, is_retired=True, by=school.he)
    assert bars(school, row)["qian"] == "", "what was earned lasts until it ends"
    assert again.name in bars(school, row)["zhao"]


def test_who_passed_before_does_not_work_on_what_was_added(school):
    school.certified(school.zhao)
    other = _product("冷干机", Category.objects.create(name="后", path_name="后处理", path="/9/"))
    families = [school.family]
    actions.set_cover(school.course, families=families, products=[other], by=school.he)
    row = school.triaged()
    assert bars(school, row)["zhao"] == ""
    type(row).objects.filter(pk=row.pk).update(product=other, family=other.category)
    told = queries.demanded_for(now(row))
    assert told.course == school.course.name and school.zhao.pk not in told.until


def test_dispatch_asks_the_same_however_many(school):
    row = now(school.triaged())
    ranked_for(row)  # the ticket reads its own family once
    with CaptureQueriesContext(connection) as one:
        ranked_for(row)
    for n in range(4):
        who = school.house.person(f"eng{n}", f"工程师{n}", school.unit, "technician")
        school._engineer(who, school.nanjing)
        school.certified(who)
    with CaptureQueriesContext(connection) as many:
        ranked_for(row)
    assert len(many) == len(one), [q["sql"][:120] for q in many]
