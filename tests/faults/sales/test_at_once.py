"""I-3, I-7, D-30: clicks, last pieces and limits that several people reach for at once."""

from decimal import Decimal

PEOPLE = 6


def test_a_quote_becomes_one_order_however_many_click(office):
    office.live("prepare quote-1")
    words = office.race("converter", "quote-1", PEOPLE)
    assert len(words) == PEOPLE, "somebody met an error"
    assert len(set(words)) == 1 and office.verdict("quote-1")["orders"] == 1


def test_looking_first_makes_several_orders(office):
    """The control."""
    office.live("prepare quote-2")
    assert len(set(office.race("careless_converter", "quote-2", PEOPLE))) > 1


def test_the_last_piece_leaves_once(office):
    office.live("prepare piece-1")
    before = Decimal(office.verdict("piece-1")["good"])
    words = office.race("sender", "piece-1", PEOPLE)
    assert sorted(words) == ["refused"] * (PEOPLE - 1) + ["sent"]
    verdict = office.verdict("piece-1")
    assert Decimal(verdict["delivered"]) == 1 and before - Decimal(verdict["good"]) == 1


def test_looking_first_sends_it_several_times(office):
    """The control."""
    office.live("prepare piece-2")
    assert office.race("careless_sender", "piece-2", PEOPLE).count("sent") > 1


def test_no_order_goes_beyond_the_limit(office):
    """Eight orders of 1,000 reach at once for what is left of a limit of 5,000."""
    free = Decimal(5000) - Decimal(office.verdict("none")["exposure"])
    office.live("prepare drafts-8")
    words = office.race("buyer", "drafts-8", 8)
    assert len(words) == 8, "somebody met an error"
    assert words.count("confirmed") == free // 1000
    verdict = office.verdict("drafts-8")
    assert Decimal(verdict["exposure"]) <= Decimal(verdict["limit"])


def test_looking_first_goes_beyond_it(office):
    """The control: by now nothing is left, so it starts on a wider limit of its own."""
    office.live("widen 2000")
    office.live("prepare drafts-7")
    assert office.race("careless_buyer", "drafts-7", 7).count("confirmed") > 2
