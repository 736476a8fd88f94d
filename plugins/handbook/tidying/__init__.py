"""Tidying: the mends that a machine can make without a doubt, and that never touch meaning.

Whatever reads the same before and after is given one form; what is refused is mended only where
nothing else can be meant. No word that somebody wrote is deleted. The rest is for the check to
tell.
"""
