"""Money, prices, quantities and ratios: Decimal only, half up, undefined is None (0.3)."""

from decimal import ROUND_HALF_UP, Context, Decimal

Number = Decimal | int | str

EXACT = Context(prec=60, rounding=ROUND_HALF_UP)
SHARE = Context(prec=28, rounding=ROUND_HALF_UP)
CENT, PRICE, PIECE = Decimal("0.01"), Decimal("0.000001"), Decimal("0.0001")
DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ((1000, "仟"), (100, "佰"), (10, "拾"), (1, ""))
CAPITALS_END = 10**16


def yuan(amount: Number) -> Decimal:
    """Money in yuan, half up to the cent."""
    return _rounded(amount, CENT)


def unit_price(price: Number) -> Decimal:
    """A price for one piece in yuan: 6 places."""
    return _rounded(price, PRICE)


def quantity(pieces: Number) -> Decimal:
    """A quantity: 4 places."""
    return _rounded(pieces, PIECE)


def line_amount(pieces: Number, price: Number) -> Decimal:
    """One line: quantity × unit price, rounded here; totals are sums of rounded lines."""
    return yuan(EXACT.multiply(quantity(pieces), unit_price(price)))


def ratio(numerator: Number, denominator: Number) -> Decimal | None:
    """A fraction to 28 digits; None when it is undefined, never 0 and never infinite."""
    below = _decimal(denominator)
    return SHARE.divide(_decimal(numerator), below) if below else None


def show_yuan(amount: Number) -> str:
    """1,234.50"""
    return f"{yuan(amount):,.2f}"


def wan(amount: Number) -> str:
    """Yuan shown as 万元 with two places and no unit: 123456 -> 12.35."""
    return show_yuan(EXACT.divide(_decimal(amount), Decimal(10_000)))


def in_capitals(amount: Number) -> str:
    """Money as written on cheques and contracts: 壹仟贰佰叁拾肆元伍角整.

    amount  yuan, below 10^16 either way
    Source  支付结算办法 附一 (where it leaves 零 to the writer, none is written)
    """
    exact = yuan(amount)
    whole, cents = divmod(int(abs(exact) * 100), 100)
    if whole >= CAPITALS_END:
        raise ValueError(f"{exact} has no capitals: too large")
    jiao, fen = divmod(cents, 10)
    text = f"{_whole(whole)}元" if whole or not cents else ""
    if jiao:
        text += f"{DIGITS[jiao]}角"
    elif fen and whole:
        text += "零"
    text += f"{DIGITS[fen]}分" if fen else "整"
    return f"负{text}" if exact < 0 else text


def _whole(number: int) -> str:
    for worth, unit in ((10**8, "亿"), (10**4, "万")):
        if number >= worth:
            high, low = divmod(number, worth)
            return _whole(high) + unit + _rest(low, worth)
    text, gap = "", False
    for worth, unit in PLACES:
        digit = number // worth % 10
        if digit:
            text += ("零" if gap and text else "") + DIGITS[digit] + unit
        gap = not digit
    return text or "零"


def _rest(low: int, worth: int) -> str:
    if not low:
        return ""
    return ("零" if low < worth // 10 else "") + _whole(low)


def _rounded(number: Number, places: Decimal) -> Decimal:
    return EXACT.add(_decimal(number).quantize(places, context=EXACT), Decimal(0))


def _decimal(number: Number) -> Decimal:
    if isinstance(number, float | bool):
        raise TypeError(f"{number!r} is a {type(number).__name__}; money is Decimal, int or text")
    exact = Decimal(number)
    if not exact.is_finite():
        raise ValueError(f"{number!r} is no amount")
    return exact
