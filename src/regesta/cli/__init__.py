"""The command line. Data on standard output, talk on standard error, one line and exit code 2 for what is wrong."""
