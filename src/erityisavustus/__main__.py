"""`python -m erityisavustus` is `report`."""

from erityisavustus.cli.main import run

if __name__ == "__main__":
    run()
