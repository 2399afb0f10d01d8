"""After-sales service: tickets, promises by severity and distance, dispatch, installation."""
