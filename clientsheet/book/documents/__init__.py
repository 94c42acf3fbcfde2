"""Documents as the workbook knows them: which kinds there are, what one is about, who signs it, what it says, which
number it bears, and which are still to be issued. Computes; writes nothing."""
