"""Findings that somebody has looked at and accepted, with the reason, and the settings of one project."""
