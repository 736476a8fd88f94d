"""programme-handbook: a mentoring programme's data becomes its handbook and portal."""

__version__ = "0.1.0"
