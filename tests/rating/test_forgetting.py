"""Whoever is forgotten leaves no word of his credit; marks, grades and the history stay whole."""

import pytest

from maizi.files.models import StoredFile
from maizi.files.queries import attachments_of
from maizi.history.actions import recorded
from maizi.history.models import HistoryEntry
from maizi.history.queries import flaws
from maizi.privacy import actions as privacy
from maizi.rating import actions
from maizi.rating.models import Evaluation, Paper, Paragraph, Recheck, Survey
from maizi.rating.queries import credit_package
from tests.privacy.test_erasing import dump

pytestmark = pytest.mark.django_db
SAID = ("爱打麻将", "城南旧院", "三舅担保", "怕老婆", "为什么给我低分")


@pytest.fixture
def judged(office):
    """A person whom a survey, an evaluation and his own question tell of."""
    person = office.house.customer("周伯通", office.chen, party_type="individual",
                                   mobile="13912345678", street="桃花路 3 号")  # fmt: skip
    row = Survey(customer=person, on=office.today, by=office.wang, principal="爱打麻将",
                 residence="城南旧院", peers_words="三舅担保", conclusion="可以少给")  # fmt: skip
    with recorded(row, "create", by=office.wang):
        row.save()
    done = office.approved(customer=person)
    Evaluation.objects.filter(pk=done.pk).update(risks="怕老婆")
    Paragraph.objects.filter(evaluation=done).update(text="怕老婆，爱打麻将")
    actions.ask_recheck(done, words="为什么给我低分", by=office.wang)
    privacy.seed_purposes()
    return person


def test_he_may_have_a_copy_of_what_is_held(judged):
    """PIPL 45: what was found out, judged and answered."""
    told = dict(credit_package(judged))
    lines = [text for chapter in told.values() for line in chapter for text in line.values()]
    assert all(any(one in text for text in lines) for one in SAID)


def test_no_word_of_his_credit_is_left(judged, office):
    """PIPL 47: not in tables, not in the history, not in the files that hang at it."""
    assert all(one in dump() for one in SAID), "the control"
    before = Evaluation.objects.get(customer=judged)
    files = [
        one.file_id for p in Paper.objects.filter(customer=judged) for one in attachments_of(p)
    ]
    assert files
    privacy.anonymise(judged, by=office.boss, reason="本人要求")
    lines = dump().split("\n")
    assert [line[:300] for line in lines if any(one in line for one in SAID)] == []
    row = Evaluation.objects.get(pk=before.pk)
    assert (row.grade, row.score, row.limit_yuan) == (before.grade, before.score, before.limit_yuan)
    assert Recheck.objects.get().asked_on and Survey.objects.get().on == office.today
    assert not StoredFile.objects.filter(pk__in=files, dropped_at=None).exists()
    assert HistoryEntry.objects.filter(verb="erase", kind="rating.survey").exists()
    assert list(flaws()) == []


def test_what_is_said_of_others_stays(judged, office):
    other = office.house.customer("黄药师", office.chen, party_type="individual")
    Survey.objects.create(customer=other, on=office.today, by=office.wang, principal="好吹笛",
                          conclusion="好")  # fmt: skip
    privacy.anonymise(judged, by=office.boss, reason="本人要求")
    assert Survey.objects.get(customer=other).principal == "好吹笛"
