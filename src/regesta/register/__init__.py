"""The folder on disk: Parquet segments, captures, runs, the journal of human decisions, and questions to them."""
