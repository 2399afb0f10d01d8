"""What the roles a company begins with may do with group buys: who sells, who leads, who pays."""

SELLS = {"groupbuy": ["read", "register"], "groupbuyplan": ["read", "add", "change"]}
LEADS = {
    "groupbuy": ["read", "register", "add", "change", "export"],
    "groupbuyplan": ["read", "add", "change", "export"],
}
GROUP_BUYS = {"sales": SELLS, "lead": LEADS}
GROUP_BUYS_BY_CODE = {
    "finance": {"groupbuy": ["read"]},
    "purchasing": {"groupbuy": ["read"]},
    "vice_president": {"groupbuy": ["read", "export"], "groupbuyplan": ["read", "export"]},
}
