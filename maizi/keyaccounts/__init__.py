"""Key-account lists by colour, automatic demotion, grade changes, the credit desk (D-10…D-40)."""
