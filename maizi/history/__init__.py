"""Who changed what, when and why; append-only."""
