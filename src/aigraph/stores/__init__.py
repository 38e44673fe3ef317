"""Triple stores that hold a release."""
