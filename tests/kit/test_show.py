"""Values and labels in the words of the language."""

import pytest
from django.utils.translation import override

from maizi.customers.models import Customer
from maizi.kit import show

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("language", "total", "shown"),
    [
        ("zh-hans", 9_999, "9,999"),
        ("zh-hans", 1_020_000, "约 102 万"),
        ("zh-hans", 102_000_000, "约 1.02 亿"),
        ("en", 12_300, "about 12.3K"),
        ("en", 1_020_000, "about 1.02M"),
    ],
)
def test_counts_are_rounded_as_each_language_counts(language, total, shown):
    with override(language):
        assert show.approx(total) == shown


def test_english_names_records_in_one_and_in_many():
    with override("en"):
        one, many = Customer._meta.verbose_name, Customer._meta.verbose_name_plural
        assert (str(one), str(many), show.inside(str(one))) == ("Customer", "Customers", "customer")
        assert show.plain(["A", "B"]) == "A, B"
    with override("zh-hans"):
        assert str(one) == str(many) == show.inside(str(one)) == "客户"
        assert show.plain(["A", "B"]) == "A、B"
