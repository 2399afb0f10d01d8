"""Who writes to customers by e-mail, and who makes newsletters for them (C-1, C-40)."""

WRITES_MAIL = ("sales", "lead", "service")
NEWS = {
    "marketing_director": "read add send", "marketing_manager": "read add send",
    "support_marketing": "read add", "ka_department_manager": "read",
}  # fmt: skip
