"""A workbook that is a Google Sheet.

store       the contract of stores, kept
writing/    cells beside their own clients, whatever is moved meanwhile
seeing/     two requests -> Seen -> Grid
shaping/    a Patch -> the requests of one batch
line/       requests out, answers in                access/  what lets us in
cells       a value as Google says it               api      the requests by name      seen  what two of them saw
"""
