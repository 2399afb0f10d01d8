"""The archive: people and enterprises, contacts, addresses, tags, follow-ups."""
