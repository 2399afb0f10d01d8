"""The plain pages engine, lists, sheets, printing, the shell and its components."""
