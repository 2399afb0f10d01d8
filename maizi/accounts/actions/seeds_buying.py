"""What the roles a company begins with may do with suppliers, purchases and what is owed for them.

By the code of the role; whoever deals with customers may at least ask for goods.
"""

ASKS = {"purchase": ["request"]}
BUYS = {
    "supplier": ["read", "add", "change", "import", "export", "reveal"],
    "purchase": ["read", "request", "add", "receive", "export"],
    "payable": ["read"],
}
PAYABLES = ["read", "bill", "pay", "close", "export"]
BUYING: dict[str, dict[str, list[str]]] = {
    "marketing_director": BUYS | {"payable": PAYABLES},
    "vice_president": {"supplier": ["read"], "purchase": ["read", "export"], "payable": ["read"]},
    "purchasing": BUYS,
    "warehouse": {"supplier": ["read"], "purchase": ["read", "request", "receive"]},
    "finance": {
        "supplier": ["read", "change", "export", "reveal"],
        "purchase": ["read", "export"],
        "payable": PAYABLES,
    },
}
