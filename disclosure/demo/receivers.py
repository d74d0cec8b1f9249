"""The demo of the rooms below is loaded: now what it shows of open information, part by part."""

from sites.signals import demo_loaded


def load_disclosure(sender, today, home, say, **kwargs) -> None:
    """Each part is one transaction, and leaves alone what it made before."""
    from disclosure.demo.applications import LoadDemoApplications
    from disclosure.demo.decisions import LoadDemoDecisions
    from disclosure.demo.people import LoadDemoPeople
    from disclosure.demo.reports import LoadDemoReports
    from disclosure.demo.sunshine import LoadDemoSunshine
    from disclosure.demo.supervision import LoadDemoSupervision

    handler, _ = LoadDemoPeople(home).execute()
    LoadDemoApplications(today, say, handler).execute()
    LoadDemoDecisions(today, say).execute()
    LoadDemoSunshine(today, say).execute()
    LoadDemoReports(today, say).execute()
    LoadDemoSupervision(today, home, say).execute()


def connect() -> None:
    demo_loaded.connect(load_disclosure, dispatch_uid="disclosure demo")
