"""The largest data centres for AI, with their growth, as Epoch AI follows them by satellite."""
