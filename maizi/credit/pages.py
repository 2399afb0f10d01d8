"""Lists and forms of credit that the engine serves."""
