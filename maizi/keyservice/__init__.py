"""Key-account service: team, promises, applications, activities, evaluation (F-40 … F-45)."""
