"""The only place that builds concrete parts: from settings to a pipeline, from paths to a register.

Everything heavy is imported where it is built, so that asking a register never loads the model and `--help` nothing.
"""
