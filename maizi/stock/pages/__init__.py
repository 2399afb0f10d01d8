"""Lists and forms of stock that the engine serves."""
