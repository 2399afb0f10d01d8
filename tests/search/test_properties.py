"""Whatever is typed and stored: nothing that fits is hidden, and nothing breaks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maizi.search.rules import lines_of, normalise, number_of, parse, rank, tokens_of
from maizi.search.terms import Document, Sort, facet
from tests.search.samples import HUANING, company, meets, place

pytestmark = pytest.mark.once

NAMES = st.text(
    st.sampled_from("郑州华宁科技重庆行长单曾吕abcxyz019 -（）Éü𠮷㐀"), min_size=1, max_size=14
)
TYPED = st.one_of(
    NAMES, st.text(st.sampled_from("huaningxegzco"), max_size=9), st.text(max_size=12)
)


@given(NAMES, st.sampled_from([Sort.NAME, Sort.PERSON, Sort.FREE, Sort.CODE, Sort.PHONE]), TYPED)
def test_whatever_fits_is_in_the_index(name, sort, typed):
    """The tokens never hide what `rank` would accept: the index gives a superset."""
    lines, query = lines_of(Document(1, [(sort, name)])), parse(typed)
    tokens = tokens_of(lines)
    if query.words and rank(lines, query.words, is_loose=True) is not None:
        assert meets(tokens, query.loose)
    if query.words and rank(lines, query.words, is_loose=False) is not None:
        assert meets(tokens, query.strict)


@given(NAMES, st.data())
def test_any_two_characters_of_a_name_find_it(name, data):
    normal = normalise(name)
    if len(normal) >= 2:
        start = data.draw(st.integers(0, len(normal) - 2))
        end = data.draw(st.integers(start + 2, len(normal)))
        assert place(company(name), normal[start:end]) is not None


@given(
    st.lists(st.tuples(st.sampled_from(list(Sort)), st.text(max_size=60)), max_size=6), st.text()
)
def test_no_text_breaks_a_token(texts, value):
    """No token contains what would part it from itself in a full-text table."""
    lines = lines_of(Document(1, texts, [facet("x", value)]))
    tokens = tokens_of(lines, [facet("x", value)])
    assert all(t and not set(t) & set(' "\n\0') for t in tokens)
    assert all("\n" not in line for line in lines)
    assert all(c.isalnum() or ord(c) > 127 or c in "_^-.+=:~" for t in tokens for c in t)


@given(st.text())
def test_any_text_can_be_asked(text):
    query = parse(text)
    assert len(query.words) <= 6
    rank(lines_of(HUANING), query.words, is_loose=True)


@given(st.text(min_size=1, max_size=8))
def test_numbers_of_tokens_fit_the_column(token):
    assert -(2**31) <= number_of(token.encode("utf-8", "ignore").decode()) < 2**31
