"""What the tests themselves stand on: tables that are as laid, whoever was there before."""

import pytest
from django.core.management import call_command
from django.utils import translation

from maizi.clocks.models import CalendarDay, ServiceCalendar


@pytest.mark.django_db(transaction=True)
def test_emptied_tables_are_laid_again():
    days = CalendarDay.objects.count()
    call_command("flush", interactive=False, verbosity=0)
    assert ServiceCalendar.objects.count() == 1
    assert days > 700 and CalendarDay.objects.count() == days


@pytest.mark.parametrize("once_more", [False, True])
def test_no_language_is_left_over(once_more):
    assert translation.get_language() == "zh-hans"
    translation.activate("en")
