"""From a grid to tables: what a tab, a heading, a cell and a reference mean."""
