"""What a role may do with key accounts: lists and grade changes (D-10, D-20, M-5), service."""

from .seeds_keyservice import KEY_SERVICE

# M-5: supervisors and above read; district and region file; headquarters answers and signs.
READS = ["read", "suggest", "export"]
FILES = ["read", "file", "suggest", "export"]
ANSWERS = [*FILES, "answer", "desk", "log"]
LISTS = {
    code: {"key_account": list(verbs)}
    for code, verbs in {
        "ka_manager": READS,
        "ka_department_manager": READS,
        "marketing_manager": READS,
        "ka_office_district": FILES,
        "ka_department_region": FILES,
        "ka_centre_hq": ANSWERS,
        "credit_officer": ANSWERS,
        "marketing_director": [*ANSWERS, "extend"],
        "vice_president": ["read", "extend"],
    }.items()
}
KEY_ACCOUNTS = {
    code: LISTS.get(code, {}) | KEY_SERVICE.get(code, {}) for code in [*LISTS, *KEY_SERVICE]
}
