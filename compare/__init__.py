"""The library: reading, normalising and comparing targets. No terminal, no exit codes."""
