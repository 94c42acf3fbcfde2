"""Who is the same person, and one row made of two."""
