"""What the roles a company begins with may do with targets and commission.

By field access, which tells apart who sells and who leads; or by the code of the role.
"""

SELLS = {"target": ["read"], "commission": ["read"]}
LEADS = {"target": ["read", "set", "export"], "commission": ["read"]}
RUNS = {
    "target": ["read", "set", "export"],
    "commission": ["read", "rules", "run", "export"],
}
TARGETS_BY_FIELDS = {"sales": SELLS, "lead": LEADS}
TARGETS_BY_CODE = {
    "marketing_director": RUNS,
    "hr": {"target": ["read"], "commission": ["read", "export"]},
    "finance": {"target": ["read"], "commission": ["read", "run", "export"]},
}
