"""From bytes to documents: sources, named entities, pipeline."""
