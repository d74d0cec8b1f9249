"""OAI-PMH 2.0 (Open Archives Initiative, Protocol Version 2.0 of 2002-06-14): the directory for archives and libraries.

《条例》第二十五条: what is disclosed is supplied to the national archives and the public libraries.
"""
