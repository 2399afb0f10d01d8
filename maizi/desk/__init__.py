"""Pages over many apps: 今日, the customer page, search over everything."""
