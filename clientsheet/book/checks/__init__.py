"""What the rules look at, one file for each idea. A check takes the book and the shop and gives spots; whole columns
first, single rows only where something is wrong."""
