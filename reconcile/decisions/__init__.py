"""What reviewers decide: kept for good with who and when, and applied to the Review of any draft."""
