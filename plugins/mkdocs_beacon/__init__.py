"""The MkDocs plugins of Beacon: out of MkDocs, into the library, and back."""

__version__ = "0.1.0"
