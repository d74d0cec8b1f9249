"""Every weight of the ranking, in one place, with its reason.

Those of relevance were fitted on development questions (`benchmarks.search_quality` measures them) and rounded: fitted
anew on four fifths, they give nDCG@10 0.922 on the other fifth (bm25 alone 0.905), and half or half as much again of
any one changes it by 0.004 at most. Those of keywords and standing break ties between pages that match alike; none of
them can outweigh a passage that answers.
"""

# What is measured from 0 to 1 of a page against a question.
RELEVANCE = 1.0  # bm25 of the whole page, as a share of the best page's: which page has what is rare, and often
PASSAGE = 1.0  # the best 120 characters: an answer stands in one place, a long page has all the words somewhere
RUNS = 1.5  # long pieces of the question word for word: 生产救灾资金 says more than 生产, 救灾 and 资金 apart
CHARACTERS = 1.0  # single characters in the best passages: 举措 is asked where 措施 is written, 税费 where 税收 is
EARLY = 0.25  # how near its beginning the best passage stands: a page begins with what it is about
ELSEWHERE = -0.5  # the title names a place, and not one that was asked about: a notice of 宁波 is no answer in 温州

# Few words instead of a question: a title that has them is what was meant.
TITLE_WORDS = 1.0  # all parts of the question in the title
TITLE_PHRASE = 0.5  # and in one piece
TITLE_SHARE = 0.3  # how much of the title they are: 行政程序办法 is 浙江省行政程序办法 rather than a notice about it

# Standing: what a reader wants of two pages that say the same.
FRESH = 0.1  # of a page published today, half of it after FRESH_DAYS, and so on: news ages, a rule hardly does
FRESH_DAYS = 730
KIND = {"document": 0.1}  # the document itself before what is written about it
# Where only some of the words are there, repealed goes down by about all that a passage can bring; where all are, it
# goes after everything in force (`order.py`).
REPEALED = -1.5

# How much is looked at.
DEPTH = 50  # pages; more brought nothing on the development questions
READ = 60_000  # characters of one page
READ_IN_ALL = 300_000  # and of all pages together, so that fifty long laws cost no more than a tenth of a second
