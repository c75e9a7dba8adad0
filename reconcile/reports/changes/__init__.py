"""Reports of what changed between two drafts."""
