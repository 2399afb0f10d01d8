"""Facts that approvals announces."""
