"""What reads a whole programme many times over: for every mishap, every file of the corpus."""
