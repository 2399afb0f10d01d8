"""Before the sale: goods lent for trial, and experts who help with a customer's question (F-1)."""
