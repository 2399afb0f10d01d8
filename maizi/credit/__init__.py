"""The customer ledger: what each owes, what it may still order, what fell due (I-8, D-30)."""
