"""Who is written to and why, and what the letter says."""
