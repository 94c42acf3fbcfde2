"""What follows from the owner's data, for every client at once: purchases, rhythm, occasions, the next contact."""
