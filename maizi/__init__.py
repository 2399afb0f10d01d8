"""麦子 Maizi, a customer-management system."""
