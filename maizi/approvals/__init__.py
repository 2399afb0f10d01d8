"""Who must agree before something happens: approval definitions and their cases."""
