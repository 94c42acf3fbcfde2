"""The list of the day: whom to call, to congratulate and to remind, with all that the one who does it needs."""
