"""Turns narrative annual reports into records people can add up."""

__version__ = "0.1.0"
