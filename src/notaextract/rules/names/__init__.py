"""Names: how far they reach, whose they are, and what tells bodies, people and places apart."""
