"""Sheets: tables and lists of records, from bytes to rows."""
