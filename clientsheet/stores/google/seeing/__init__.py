"""Seeing: two requests to one picture of the sheet, and that picture as a Grid."""
