"""The receptionist: one verb a file; parse, one job, one screen, one exit code."""
