"""Lists and forms of inbox that the engine serves."""
