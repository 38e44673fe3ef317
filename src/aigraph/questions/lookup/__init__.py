"""Questions that look something up."""
