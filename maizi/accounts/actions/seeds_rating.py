"""Who rates customers' credit, and who reads ratings and their reasons (D, M-2)."""

RATES = "read evaluate setup book export"
RATING = {
    "credit_officer": RATES, "ka_centre_hq": RATES, "marketing_director": RATES,
    "vice_president": "read export", "ka_office_district": "read evaluate",
    "ka_department_region": "read",
}  # fmt: skip
