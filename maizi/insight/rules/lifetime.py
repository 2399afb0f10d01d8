"""What a customer is worth over the years: by margin and retention, or by a model (H-31).

The model is BG/NBD with Gamma-Gamma, for people who buy without a contract. Numbers here are
estimates, so floats; money is rounded where it is shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import exp, lgamma, log

from maizi.kernel.errors import Refused
from maizi.kernel.money import yuan
from maizi.kernel.texts import N_

FEWEST = 100
ROUNDS, MOST_LOG = 500, 9.0


@dataclass(frozen=True, slots=True)
class Bought:
    """One customer as the model sees it, in weeks (any unit will do); or a column of each, of many.

    repeats  days with purchases after the first
    last     from the first purchase to the last
    age      from the first purchase to the end of what was watched
    mean     its mean amount in the repeated purchases; 0 without any
    """

    repeats: int
    last: float
    age: float
    mean: float = 0.0


@dataclass(frozen=True, slots=True)
class Fit:
    """Parameters of BG/NBD with the log-likelihood they reach."""

    r: float
    alpha: float
    a: float
    b: float
    likelihood: float = 0.0


@dataclass(frozen=True, slots=True)
class Spend:
    """Parameters of Gamma-Gamma."""

    p: float
    q: float
    gamma: float

    @property
    def mean(self) -> float:
        """What an average customer spends at a time."""
        return self.p * self.gamma / (self.q - 1)


def simple_value(
    margin: Decimal, retention: Decimal, discount: Decimal, *, with_this_year: bool = False
) -> Decimal | None:
    """m·r ÷ (1 + d − r), in yuan.

    margin     of one year
    retention  from one year to the next; None when it is not of 0–1 or not below 1 + d, and
               for a margin below 0: whoever costs money is worth nothing for longer
    """
    if margin < 0 or not 0 <= retention <= 1 or retention >= 1 + discount:
        return None
    factor = 1 + discount if with_this_year else retention
    return yuan(margin * factor / (1 + discount - retention))


def together(rows: Sequence[Bought]) -> Bought:
    """Many customers as columns."""
    import numpy as np

    each = [(row.repeats, row.last, row.age, row.mean) for row in rows]
    return Bought(*np.array(each, float).reshape(-1, 4).T)


def likelihood(fit: Fit, rows: Sequence[Bought]) -> float:
    """The log-likelihood of what was bought under BG/NBD (H-31)."""
    r, alpha, a, b = fit.r, fit.alpha, fit.a, fit.b
    start = r * log(alpha) - lgamma(r)
    ends = lgamma(a + b) - lgamma(b)
    total = 0.0
    for row in rows:
        x = row.repeats
        known = lgamma(r + x) + start + ends + lgamma(b + x) - lgamma(a + b + x)
        still = -(r + x) * log(alpha + row.age)
        if x:
            gone = log(a) - log(b + x - 1) - (r + x) * log(alpha + row.last)
            top = max(still, gone)
            still = top + log(exp(still - top) + exp(gone - top))
        total += known + still
    return total


def fit_purchases(many: Bought) -> Fit:
    """The parameters under which what many customers bought is most likely.

    Raises Refused with fewer than 100 customers, or when nobody came back.
    """
    if len(many.repeats) < FEWEST or not many.repeats.any():
        raise Refused(
            N_("数据太少：这个模型至少要 {count} 个买过的客户，而且要有人回头再买。"), count=FEWEST
        )
    import numpy as np
    from scipy.special import gammaln

    columns = np.stack([many.repeats, many.last, many.age]).astype(float)
    (x, last, age), times = np.unique(columns, axis=1, return_counts=True)

    def loss(logs) -> float:
        r, alpha, a, b = np.exp(logs)
        known = gammaln(r + x) - gammaln(r) + r * np.log(alpha)
        known += gammaln(a + b) + gammaln(b + x) - gammaln(b) - gammaln(a + b + x)
        still = -(r + x) * np.log(alpha + age)
        gone = np.log(a) - np.log(b + np.maximum(x, 1) - 1) - (r + x) * np.log(alpha + last)
        both = np.where(x > 0, np.logaddexp(still, gone), still)
        return -float(((known + both) * times).sum())

    logs, reached = _least(loss, np.zeros(4))
    return Fit(*map(float, np.exp(logs)), likelihood=-reached)


def fit_spend(many: Bought) -> Spend:
    """The parameters of what repeat buyers with positive amounts spend at a time.

    Raises Refused without any.
    """
    is_chosen = (many.repeats > 0) & (many.mean > 0)
    if not is_chosen.any():
        raise Refused(N_("数据太少：没有回头客的金额可以用来估计。"))
    import numpy as np
    from scipy.special import gammaln

    x, mean = many.repeats[is_chosen].astype(float), many.mean[is_chosen]

    def loss(logs) -> float:
        p, q, gamma = np.exp(logs)
        value = gammaln(p * x + q) - gammaln(p * x) - gammaln(q) + q * np.log(gamma)
        value += (p * x - 1) * np.log(mean) + p * x * np.log(x)
        return -float((value - (p * x + q) * np.log(gamma + x * mean)).sum())

    logs, _reached = _least(loss, np.log([1.0, 2.0, max(float(mean.mean()), 1.0)]))
    return Spend(*map(float, np.exp(logs)))


def alive(fit: Fit, row: Bought):
    """How likely it still buys; 1 for who bought once: the model cannot tell (H-31)."""
    import numpy as np

    odds = fit.a / (fit.b + np.maximum(row.repeats, 1) - 1)
    odds *= ((fit.alpha + row.age) / (fit.alpha + row.last)) ** (fit.r + row.repeats)
    return np.where(row.repeats, 1 / (1 + odds), 1.0)[()]


def expected(fit: Fit, row: Bought, span: float):
    """Purchases of one customer in the next `span`, or a column of many."""
    from scipy.special import hyp2f1

    r, alpha, a, b, x = fit.r, fit.alpha, fit.a, fit.b, row.repeats
    z = span / (alpha + row.age + span)
    shrunk = ((alpha + row.age) / (alpha + row.age + span)) ** (r + x)
    more = 1 - shrunk * hyp2f1(r + x, b + x, a + b + x - 1, z)
    return (a + b + x - 1) / (a - 1) * more * alive(fit, row)


def expected_new(fit: Fit, span: float) -> float:
    """Repeated purchases of a new customer in its first `span`."""
    from scipy.special import hyp2f1

    z = span / (fit.alpha + span)
    f = float(hyp2f1(fit.r, fit.b, fit.a + fit.b - 1, z))
    return (fit.a + fit.b - 1) / (fit.a - 1) * (1 - (fit.alpha / (fit.alpha + span)) ** fit.r * f)


def expected_spend(spend: Spend, row: Bought):
    """What one customer spends at a time, or a column of many: between its own mean and that of
    all.
    """
    p, q, x = spend.p, spend.q, row.repeats
    return p * (spend.gamma + x * row.mean) / (p * x + q - 1)


def _least(loss, start):
    """Where a function of logarithms is least, between e⁻⁹ and e⁹: beyond, data say nothing."""
    from scipy.optimize import minimize

    options = {"maxiter": ROUNDS, "maxfun": 10 * ROUNDS, "ftol": 1e-12, "gtol": 1e-6}
    bounds = [(-MOST_LOG, MOST_LOG)] * len(start)
    found = minimize(loss, start, method="L-BFGS-B", bounds=bounds, options=options)
    return found.x, float(found.fun)
