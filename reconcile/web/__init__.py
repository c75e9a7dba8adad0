"""The review page: serves a Review on this machine and keeps what reviewers decide. It shows, it never computes."""
