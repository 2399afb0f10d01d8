"""What may be given to people of a customer (B-44)."""

from decimal import Decimal

from maizi.kernel.errors import Refused
from maizi.kernel.texts import N_


def check_gift(
    value_yuan: Decimal, *, so_far_yuan: Decimal, most_yuan: Decimal, is_government: bool,
    recipient: str,
) -> None:  # fmt: skip
    """One person gets no more in a year than the limit; people of the government what theirs is.

    most_yuan  for people of the government by default 0: nothing may be given
    Raises Refused.
    """
    if value_yuan <= 0:
        raise Refused(N_("请填写价值。"), field="value_yuan")
    if so_far_yuan + value_yuan <= most_yuan:
        return
    if is_government and not most_yuan:
        raise Refused(
            N_("“{recipient}”是政府机构的人员，按规定不得赠送。"), recipient=recipient,
            field="value_yuan", code="government",
        )  # fmt: skip
    raise Refused(
        N_("“{recipient}”本年已收 {so_far} 元，加上这次超过每人每年 {most} 元的限额。"),
        recipient=recipient, so_far=str(so_far_yuan), most=str(most_yuan), field="value_yuan",
        code="limit",
    )  # fmt: skip
