"""What the roles a company begins with may do with 三包 and pieces at customers.

By field access, which tells apart who sells, leads and keeps the books; or by code of the role.
"""

LOOKS = {"installed": ["read"], "sanbao": ["read"]}
SELLS = {"installed": ["read", "judge"], "sanbao": ["read"]}
LEADS = {"installed": ["read", "judge", "export"], "sanbao": ["read", "export"]}
MENDS = {"installed": ["read", "all", "add", "repair", "judge"], "sanbao": ["read"]}
RUNS = {
    "installed": ["read", "all", "add", "repair", "judge", "import", "export"],
    "sanbao": ["read", "setup", "export"],
}
WARRANTY_BY_FIELDS = {"sales": SELLS, "lead": LEADS, "finance": LOOKS, "trade": LOOKS}
WARRANTY_BY_CODE = {
    "complaint_officer": MENDS, "technician": MENDS, "senior_engineer": MENDS,
    "support_technical": MENDS,
    "call_agent": {"installed": ["read", "all", "judge"], "sanbao": ["read"]},
    "call_supervisor": {"installed": ["read", "all", "judge"], "sanbao": ["read"]},
    "service_supervisor": RUNS, "after_sales_head": RUNS,
    "marketing_director": RUNS | {"sanbao": ["read", "setup", "confirm", "export"]},
    "legal_counsel": {
        "installed": ["read", "all"], "sanbao": ["read", "setup", "confirm", "export"],
    },
}  # fmt: skip
