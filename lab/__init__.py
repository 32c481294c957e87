"""Training, export, calibration and annotation. May import regesta, never the reverse; not in the wheel."""
