"""What a role may do with evaluations of relations and periodic summaries (L-12, C-90)."""

RELATIONSHIP_BY_FIELDS = {
    "sales": {"relationship": ["read", "write"]},
    "lead": {"relationship": ["read", "write", "review", "export", "company"]},
}
