"""Where annual reports hang themselves into the rooms below; after the platform, whose column they take over."""


def register() -> None:
    from disclosure.reports.public import faces

    faces.register()
