"""`python -m regesta` is `regesta`."""

from regesta.cli.main import run

if __name__ == "__main__":
    run()
