"""What seeded roles do with plans of spare parts (F-60)."""

READS, PLANS = "read", "read plan setup import export"
SPARES = dict.fromkeys(
    ("service_supervisor", "after_sales_head", "marketing_director"), PLANS
) | dict.fromkeys(
    ("purchasing", "warehouse", "technician", "support_technical", "vice_president"), READS
) | {"senior_engineer": "read plan setup"}  # fmt: skip
