"""Documents of several years of one place: of which year each figure speaks, and what one year hands to the next."""
