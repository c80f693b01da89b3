"""Many releases: inputs, workers, archives, and the run that ties them together."""
