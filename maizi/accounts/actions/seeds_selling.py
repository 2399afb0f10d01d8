"""What the roles a company begins with may do with quotes, orders, deliveries, invoices, returns.

By field access, which tells apart who sells, who leads, who keeps the money and who the goods.
"""

READ = ["read"]
SELLS = {
    "quote": ["read", "add"],
    "order": ["read", "add"],
    "delivery": READ,
    "invoice": READ,
    "return": ["read", "add"],
}
LEADS = {
    "quote": ["read", "add", "export"],
    "order": ["read", "add", "close", "export"],
    "delivery": ["read", "export"],
    "invoice": ["read", "export"],
    "return": ["read", "add", "export"],
}
RUNS = {
    "quote": ["read", "add", "export"],
    "order": ["read", "add", "close", "import", "export"],
    "delivery": ["read", "work", "export"],
    "invoice": ["read", "issue", "export"],
    "return": ["read", "add", "settle", "export"],
}
SELLING: dict[str, dict[str, list[str]]] = {
    "sales": SELLS,
    "lead": LEADS,
    "service": {"order": READ, "delivery": READ, "return": ["read", "add"]},
    "finance": {
        "quote": READ,
        "order": ["read", "export"],
        "delivery": READ,
        "invoice": ["read", "issue", "export"],
        "return": ["read", "settle", "export"],
    },
    "trade": {"order": READ, "delivery": ["read", "work", "export"], "return": ["read", "settle"]},
    "credit": {"order": READ, "invoice": READ},
    "steward": {"order": ["read", "import"]},
}
DIRECTS = {"marketing_director": RUNS}
