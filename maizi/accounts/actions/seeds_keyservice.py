"""What a role may do with key-account service (F-41 … F-45, M-2)."""

KEY_SERVICE = {
    code: {"key_service": verbs.split()}
    for code, verbs in {
        "ka_representative": "read apply",
        "ka_manager": "read apply lead",
        "ka_department_manager": "read apply lead review",
        "support_sales": "read", "support_training": "read", "support_finance": "read",
        "support_technical": "read", "support_marketing": "read", "marketing_manager": "read",
        "marketing_director": "read apply lead review approve",
        "vice_president": "read approve",
    }.items()
}  # fmt: skip
