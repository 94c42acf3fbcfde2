"""clientsheet: looks after the client base that an owner keeps in a spreadsheet."""

__version__ = "0.1.0"
