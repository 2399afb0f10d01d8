"""Lists and forms of approvals that the engine serves."""
