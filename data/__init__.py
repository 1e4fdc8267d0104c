"""The built-in catalogue."""
