"""Lists and forms of sales that the engine serves."""
