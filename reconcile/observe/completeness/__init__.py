"""What the observations of completeness share: placeholders and forms, contents and numbers of tables."""
