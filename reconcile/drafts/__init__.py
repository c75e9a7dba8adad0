"""Two drafts of one document, compared figure by figure."""
