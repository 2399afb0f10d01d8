"""What waits for a person: to-dos, reminders, notifications and the channels they go out by."""
