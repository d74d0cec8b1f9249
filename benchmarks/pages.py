"""Public pages in a small and in a large province: what a reader waits for must not grow with the province."""

from benchmarks.growth import compare

PAGES = ["article", "column", "column far down", "home", "feed"]


def main():
    compare("pages", PAGES, rounds=60)


if __name__ == "__main__":
    main()
