"""Repository: what git knows of a project's folder. The only room that calls git."""
