"""Screens of courses, classes and certificates (F-52)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from maizi.fields.queries import used_templates
from maizi.training import actions
from maizi.training.models import Certificate, Course, TrainingClass
from tests.house import fresh
from tests.service.conftest import now
from tests.service.test_screens import signed
from tests.training.test_screens import text

pytestmark = pytest.mark.django_db


def refused(answer) -> str:
    assert answer.status_code == 422, answer.status_code
    return answer.content.decode()


def test_a_course_is_written_through_the_pages(school):
    he = signed(school.he)
    given = {"code": "DR-1", "name": "冷干机", "pass_mark": "75", "valid_months": "18"}
    assert "及格分数" in text(he.get("/training/courses/new/"))
    answer = refused(he.post("/training/courses/new/", given | {"pass_mark": "101"}))
    assert 'value="冷干机"' in answer, "nothing typed is lost"
    assert he.post("/training/courses/new/", given).status_code == 302
    row = Course.objects.get(code="DR-1")
    page = row.get_absolute_url()
    assert "写好大纲才能开班" in text(he.get(page))
    lessons = reverse("training:lessons", args=[row.pk])
    told = refused(he.post(lessons, {"title_0": "原理"}))
    assert "学时必须大于 0" in told and 'value="原理"' in told
    assert he.post(lessons, {"title_0": "原理", "hours_0": "3.5"}).status_code == 302
    cover = {"families": [school.family.pk], "products": [school.product.pk]}
    assert he.post(reverse("training:cover", args=[row.pk]), cover).status_code == 302
    shown = text(he.get(page))
    assert "3.5 学时" in shown and "螺杆空压机" in shown and "停用" in shown
    zhao = signed(school.zhao)
    assert "修改大纲" not in text(zhao.get(page))
    assert zhao.post(lessons, {}).status_code == 403
    history = text(he.get(reverse("training:course_history", args=[row.pk])))
    assert "修改认证范围" in history and "空压机" in history
    he.post(reverse("training:retire", args=[row.pk]))
    assert now(row).is_retired and "DR-1" not in text(he.get("/training/courses/"))


def test_a_class_from_the_seat_to_the_certificate(school):
    he, sun, zhao = signed(school.he), signed(school.sun), signed(school.zhao)
    begun = timezone.localtime(timezone.now() - timedelta(hours=2)).strftime("%Y-%m-%dT%H:%M")
    given = {"course": school.course.pk, "trainer": school.sun.pk, "starts_at": begun,
             "place": "培训室", "seats": "1"}  # fmt: skip
    assert he.post("/training/classes/new/", given).status_code == 302
    row = TrainingClass.objects.get()
    page, to = row.get_absolute_url(), lambda name: reverse(f"training:{name}", args=[row.pk])
    told = refused(he.post(to("enrol"), {"people": [school.zhao.pk, school.qian.pk]}))
    assert "只剩 1 个" in told and "selected" in told
    assert he.post(to("enrol"), {"people": [school.zhao.pk]}).status_code == 302
    assert he.post(to("enrol"), {"people": [school.zhao.pk]}).status_code == 302, "twice is once"
    assert "名额已满" in text(he.get(page)) and row.enrolments.count() == 1
    one = row.enrolments.get()
    assert zhao.post(to("attend"), {}).status_code == 403
    assert sun.post(to("enrol"), {"people": [school.qian.pk]}).status_code == 403
    assert "登记考勤" in text(sun.get(page)) and "登记考勤" not in text(zhao.get(page))
    assert sun.post(to("attend"), {f"presence_{one.pk}": "present"}).status_code == 302
    told = refused(sun.post(to("scores"), {"on": "2026-01-01", f"score_{one.pk}": "91"}))
    assert "不能早于开课" in told and 'value="91' in told
    day = school.today.isoformat()
    assert "0 到 100" in refused(sun.post(to("scores"), {"on": day, f"score_{one.pk}": "100.5"}))
    answer = sun.post(to("scores"), {"on": day, f"score_{one.pk}": "91"}, follow=True)
    assert "发证 1 张" in text(answer)
    found = Certificate.objects.get()
    assert found.no in text(zhao.get(page)) and found.no in text(zhao.get("/training/mine/"))
    assert "91.0" in text(zhao.get(found.get_absolute_url()))
    assert sun.post(to("close")).status_code == 302
    assert now(row).state == "closed" and "登记成绩" not in text(sun.get(page))


def test_one_sees_ones_own_and_whom_one_leads(school):
    row = school.filled()
    mine, other = school.scored(row, school.zhao, 90), school.scored(row, school.qian, 95)
    zhao, qian, he = signed(school.zhao), signed(school.qian), signed(school.he)
    shown = text(zhao.get(row.get_absolute_url()))
    assert "90.0" in shown and "95.0" not in shown and "您看不到他们的成绩" in shown
    assert zhao.get(other.get_absolute_url()).status_code == 404
    assert qian.get(mine.get_absolute_url()).status_code == 404
    assert other.no not in text(zhao.get("/training/certificates/"))
    assert other.no in text(he.get("/training/certificates/"))
    assert school.qian.name not in text(zhao.get("/training/matrix/"))
    assert school.qian.name in text(he.get("/training/matrix/"))
    assert signed(school.wu).get("/training/mine/").status_code == 403
    far = signed(school.house.person("far", "远主管", school.house.north, "vice_president"))
    assert other.no in text(far.get(other.get_absolute_url()))
    revoke = reverse("training:revoke", args=[mine.pk])
    assert zhao.post(revoke, {"reason": "不"}).status_code == 403
    assert "请写吊销的原因" in refused(he.post(revoke, {"reason": ""}))
    assert he.post(revoke, {"reason": "代考"}).status_code == 302
    assert "代考" in text(zhao.get("/training/mine/")) and now(mine).revoked_by == school.he


def test_dispatch_shows_the_bar_with_the_course(school):
    row = school.triaged()
    he = signed(school.he)
    address = reverse("service:act", args=[row.pk, "assign"])
    assert "没有培训证书（课程：课程 AC-01）" in text(he.get(address))
    refused(he.post(address, {"engineer": school.first.pk}))
    assert now(row).engineer is None
    school.certified(school.zhao)
    assert he.post(address, {"engineer": school.first.pk}).status_code == 302
    assert now(row).engineer == school.zhao


def test_a_certificate_is_printed(school):
    found = school.certified(school.zhao)
    (template,) = used_templates("training.certificate")
    zhao = signed(school.zhao)
    assert "培训证书" in text(zhao.get(reverse("fields:prints", args=["training.certificate",
                                                                found.pk])))  # fmt: skip
    printing = reverse("fields:print_now", args=["training.certificate", found.pk, template.key])
    answer = zhao.post(printing)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert content.startswith(b"%PDF")
    assert signed(school.qian).post(printing).status_code == 404


def test_who_takes_no_part_sees_nothing(school):
    actions.enrol(row := school.planned(), [school.zhao], by=fresh(school.he))
    assert row.no in text(signed(school.zhao).get("/training/classes/"))
    wu = signed(school.wu)
    for address in ("courses/", "classes/", "certificates/", "matrix/", "mine/"):
        assert wu.get(f"/training/{address}").status_code == 403
    assert wu.get(row.get_absolute_url()).status_code == 404
