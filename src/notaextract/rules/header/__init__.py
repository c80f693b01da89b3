"""The lines at the head and foot of a release: type, number, dateline, title, signature."""
