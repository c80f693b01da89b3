"""Date expressions: what they say, and the days they mean."""
