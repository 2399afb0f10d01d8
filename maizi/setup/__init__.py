"""Settings: administration screens over the organisation, security, history and jobs."""
