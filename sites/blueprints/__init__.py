"""站点模板: what a portal of each level is made of, kept as TOML beside this package.

`province.toml`, `department.toml`, `city.toml`, `county.toml`, `subsite.toml` each name a level, a look, the columns,
the groups and the sections of the home page; what several levels share stands once in `parts/`.
"""
