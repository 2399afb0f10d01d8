"""Words of approvals."""
