"""What we hold of a person: handed over (``personal-data``), or forgotten (``forget``)."""
