"""文书: what an applicant, a third party or another body is told in writing; drafted, numbered, frozen, PDF and DOCX."""

from disclosure.applications.letters.reading import for_applicant

__all__ = ["for_applicant"]
