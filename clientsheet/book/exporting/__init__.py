"""What is handed to other systems: whom it is about, and what is told of them. ``exchange`` knows how it is written."""
