"""Uploads with personal data while they come in: small ones in memory, large ones sealed, never in clear on a disk.

Django writes what is larger than `FILE_UPLOAD_MAX_MEMORY_SIZE` in clear into the system's temporary directory, where a
process that is killed leaves it lying. Here it goes, sealed, into a file that has no name and is gone with its process.
"""

import io
import os
import tempfile

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, MemoryFileUploadHandler

from disclosure.sealing.streams import SealedReader, Sealer

# The desks whose forms take papers of applicants and tables of parties; the public forms have a handler of their own.
ROUTES = ("applications_admin", "decisions_admin")
TABLES_MB = 20


def most_bytes() -> int:
    """Of all files of one request; what each form takes is less, and says so."""
    return (max(TABLES_MB, settings.PORTAL_APPLICATION_FILE_MB) + 1) << 20


class SealedUploadHandler(FileUploadHandler):
    """Of what is too much only the size is kept, by which the form refuses it."""

    def __init__(self, request=None):
        super().__init__(request)
        self.kept, self.sink = 0, None

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        os.makedirs(settings.DISCLOSURE_ROOT, mode=0o700, exist_ok=True)
        self.sink = tempfile.TemporaryFile(dir=settings.DISCLOSURE_ROOT)  # noqa: SIM115
        self.sealer = Sealer()
        self.sink.write(self.sealer.head)

    def receive_data_chunk(self, raw_data, start):
        self.kept += len(raw_data)
        if self.kept <= most_bytes():
            self.sink.write(self.sealer.add(raw_data))

    def file_complete(self, file_size):
        if self.kept > most_bytes():
            self.sink.close()
            content = io.BytesIO()
        else:
            self.sink.write(self.sealer.end())
            self.sink.seek(0)
            content = io.BufferedReader(SealedReader(self.sink), 1 << 16)
        return UploadedFile(content, self.file_name, self.content_type, file_size, self.charset)

    def upload_interrupted(self):
        if self.sink is not None:
            self.sink.close()


class SealedUploads:
    """Middleware, before the check of forged forms, which is the first to read what was sent."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.method == "POST" and (request.resolver_match.url_name or "").startswith(ROUTES):
            request.upload_handlers = [MemoryFileUploadHandler(request), SealedUploadHandler(request)]
