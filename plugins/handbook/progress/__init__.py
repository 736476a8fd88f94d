"""Progress: how far a programme is, what comes next in it, and what it asks of its coordinator."""
