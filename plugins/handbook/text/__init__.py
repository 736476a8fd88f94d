"""Text: what a string is made of, and what is recognised in it; one definition each."""
