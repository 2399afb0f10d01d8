"""Lists and forms of purchasing that the engine serves."""
