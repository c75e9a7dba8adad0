"""Writing back: copies of documents with remarks, and pictures of their pages."""
