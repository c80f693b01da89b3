"""Data tables: what a newcomer edits. See SOURCES.md."""
