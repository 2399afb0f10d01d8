"""Background and scheduled work that is never lost and never done twice."""
