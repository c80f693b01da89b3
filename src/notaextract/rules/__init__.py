"""Spanish on raw text: reading view, phrases, numbers, calendar."""
