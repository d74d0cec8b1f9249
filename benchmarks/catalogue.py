"""What views ask of the catalogue, without the views, in a small and in a large province."""

from benchmarks.growth import compare

QUESTIONS = [
    *("list", "list far down", "list far down, backwards", "list last"),
    *("merged list", "merged list far down", "heads of 15 columns", "heads of groups"),
    *("column tree", "column tree with what is empty", "sync of an article"),
]


def main():
    compare("catalogue", QUESTIONS, rounds=60)


if __name__ == "__main__":
    main()
