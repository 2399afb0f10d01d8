"""Lists and forms of fields that the engine serves."""
