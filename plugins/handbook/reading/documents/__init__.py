"""Documents: YAML, prose and what stands in them."""
