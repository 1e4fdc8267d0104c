"""The command line: parses, calls the library, prints and exits."""

__version__ = "0.1.0"
