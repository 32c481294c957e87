"""What people decide about claims, where it belongs after a new reading, what stands, and how far coders agree."""
