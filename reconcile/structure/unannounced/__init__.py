"""Sums that no word announces, found by arithmetic: how much agreeing figures show, and which sums to believe."""
