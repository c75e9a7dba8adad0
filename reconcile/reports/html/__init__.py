"""The report to read and print, as one HTML file."""
