"""Masking: what the finished site still says of people whose consent has ended is taken out of it.

It comes by the calendar and nobody is there to mend a text, so that the rest is published all the
same. What cannot be taken out of a file takes the file out; afterwards the search looks again.
"""
