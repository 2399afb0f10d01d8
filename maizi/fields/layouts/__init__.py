"""The one program that draws documents, and how it is run."""
