"""What seeded roles do with performance and training of service staff (F-51, F-52, F-54)."""

OWN, LEADS = "read", "read lead sign pay export"
PERFORMANCE = dict.fromkeys(
    ("service_supervisor", "after_sales_head", "marketing_director", "vice_president"), LEADS
) | dict.fromkeys(("technician", "senior_engineer", "support_technical"), OWN)
# What they do with courses, certificates and the exchange of experience.
TAKES_PART, KEEPS = "read share", "read lead manage share review export"
TRAINING = dict.fromkeys(
    ("service_supervisor", "after_sales_head", "marketing_director"), KEEPS
) | dict.fromkeys(("technician", "support_technical"), TAKES_PART) | {
    "senior_engineer": "read share review", "support_training": "read manage share export",
    "vice_president": "read lead export",
}  # fmt: skip
