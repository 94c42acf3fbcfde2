"""Shaping: parts of a Patch or of a blueprint as requests of one batch. Pure."""
