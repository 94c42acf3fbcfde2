"""What goes into the workbook: whose a cell is, what to write, the pages of our own."""
