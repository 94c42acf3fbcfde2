"""How fast the main job is beside what others take for less. ``python -m benchmarks --help``."""
