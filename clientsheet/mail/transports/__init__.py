"""The shelf of the ways out: one module each, imported only when chosen. ``opened`` picks one by its name."""
