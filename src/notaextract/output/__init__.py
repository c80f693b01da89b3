"""Documents to table, JSON, CSV, SQLite, HTML."""
