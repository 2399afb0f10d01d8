"""Who sees which rows of approvals, who may do what with them."""
