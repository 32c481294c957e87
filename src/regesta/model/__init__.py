"""The neural part: bundle manifest, encoding, onnxruntime session, one function per head, calibration."""
