"""What the sections of one document say of one account, brought together by what the figures measure."""
