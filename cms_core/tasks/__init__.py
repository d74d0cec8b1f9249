"""Background work: a worker that survives its own death and the database's, and jobs that run regularly.

Tasks are Django tasks in a database queue; each must be idempotent, since one whose worker died is run again.
"""
