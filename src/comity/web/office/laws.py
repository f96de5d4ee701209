"""Each law that answers were given under, kept in the data folder by its digest: as it was, whatever becomes of its own folder."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

from comity.disk.whole_files import replacing, scratch_folder
from comity.errors import Refused
from comity.norms.library import law_files, shown
from comity.web.folder import DataFolder


def keep_law(folder: DataFolder, law: Path, digest: str) -> Path:
    """Keep the files of a law by their digest. Raises Refused where they are not those of the digest any more."""
    kept = folder.laws / f"{digest}.zip"
    if not kept.exists():
        found = hashlib.sha256()
        with replacing(kept, private=True) as scratch, zipfile.ZipFile(scratch, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in law_files(law):
                name, content = shown(path, law), path.read_bytes()
                found.update(f"{name}\0".encode() + hashlib.sha256(content).digest())
                archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
            if found.hexdigest() != digest:
                raise Refused(
                    f"the files in {law} changed while they were read.", "Once they are all there, look again."
                )
    return kept


def law_kept(folder: DataFolder, digest: str) -> Path:
    """A folder with the law of a digest; raises Refused where it is not kept."""
    archive = folder.laws / f"{digest}.zip"
    if not archive.exists():
        raise Refused(
            "the law of this receipt is not kept here.", "It is kept in the data folder that gave the receipt."
        )
    out = folder.laws / digest
    if not out.is_dir():
        with scratch_folder(folder.laws) as scratch, zipfile.ZipFile(archive) as files:
            files.extractall(scratch / "law")
            (scratch / "law").rename(out)
    return next(out.iterdir())
