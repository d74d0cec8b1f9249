"""文书: what applicants, third parties and other bodies are told in writing: drafted, numbered, frozen, PDF, DOCX."""

from disclosure.applications.letters.reading import for_applicant

__all__ = ["for_applicant"]
