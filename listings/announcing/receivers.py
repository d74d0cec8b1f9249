"""What follows an approval or its revocation, in the same transaction."""

from listings.announcing.announce import AnnounceAdjustment, AnnounceRevocation
from listings.signals import adjusted


def follow(adjustment, revoked, **kwargs):
    if revoked:
        AnnounceRevocation(adjustment).execute()
    else:
        AnnounceAdjustment(adjustment, now=adjustment.approved_at).execute()


def connect():
    adjusted.connect(follow, dispatch_uid="announcing")
