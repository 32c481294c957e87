"""The river, one file a stage; each declares the small Protocol of what it needs."""
