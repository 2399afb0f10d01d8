"""How good the relation with a customer is, what a quarter brought, what loyalty is worth."""
