"""Adapters that let MkDocs publish what the core made."""
