"""What the roles a company begins with may do with analyses.

By field access, or by the code of the role. Everybody reads them of the customers he sees alone.
"""

READS = {"insight": ["read", "keep"]}
LEADS = {"insight": ["read", "keep", "override", "export"]}
INSIGHT_BY_FIELDS = {"sales": READS, "lead": LEADS}
INSIGHT_BY_CODE = {
    "marketing_director": LEADS,
    "finance": {"insight": ["read", "keep", "export"]},
}
