"""Withdrawing: taking a person out of a programme's files, whatever else is broken in them.

Works on bytes: what is not about the person stays as it is, sound or not.
"""
