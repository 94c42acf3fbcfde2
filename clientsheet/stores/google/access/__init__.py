"""The way in: which file of Google's lets us in, whose permission it is, and which spreadsheet an address names."""
