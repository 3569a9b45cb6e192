"""Old Word files (.doc): made .docx by LibreOffice where it is installed, and read as that."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from extract.reading.content import Content
from extract.reading.formats.word import read_word
from extract.reading.report import ReadError

_SECONDS = 110


def read_old_word(data: bytes, path: Path) -> Content:
    """The content of a .doc file. Raises ``ReadError``, also where LibreOffice is not installed."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        raise ReadError("is an old Word file (.doc)", "open it and save it as .docx, or install LibreOffice")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "report.doc"
        source.write_bytes(data)
        command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "docx", "--outdir"]
        try:
            subprocess.run([*command, folder, str(source)], capture_output=True, timeout=_SECONDS, check=True)
            made = (Path(folder) / "report.docx").read_bytes()
        except (OSError, subprocess.SubprocessError):
            raise ReadError(
                "is an old Word file that LibreOffice cannot open", "open it in Word and save it as .docx"
            ) from None
    return read_word(made, path)
