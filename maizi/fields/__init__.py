"""What a company changes without code: parameters, numbers, document templates."""
