"""E-mail with customers: mailboxes, letters in and out, and newsletters (C-1, C-40)."""
