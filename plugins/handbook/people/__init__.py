"""People: what is kept of them, what of it is shown, and until when."""
