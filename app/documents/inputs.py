"""The digests of all that a tree is read from: equal ones are of equal trees."""

from collections.abc import Iterable, Mapping

from app.documents.absent_folders import AbsentFolder
from app.documents.assets import AssetOutcome
from app.documents.parse import ParsedFile
from app.files.build_scripts import ScriptAddresses
from app.files.data_files import TextFiles
from app.files.stamps import fingerprint
from app.files.tree import SourceFile, Tree


def digests_of(
    tree: Tree,
    unserved: Mapping[str, str],
    assets: Mapping[SourceFile, AssetOutcome],
    texts: TextFiles,
) -> dict[str, str]:
    """Return the digests of all but documents and rules.

    Files that cannot be read or are not served count too: links may lead to them, and problems
    name them. The digest of an unreadable file is the reason, that of an `unserved` one its address
    on the website.
    """
    digests = dict.fromkeys((*map(str, tree.problems), *tree.unserved), "")
    digests |= unserved
    for file, (asset, problems) in assets.items():
        digests[file.name] = asset.fingerprint if asset is not None else f"{problems}"
    for name, text in texts.items():
        digests[name] = text.digest
    return digests


def office_digests(texts: TextFiles) -> dict[str, str]:
    """Return the digests of the files of offices."""
    return {f"offices: {name}": file.digest for name, file in texts.items()}


def digests_of_absent(
    folders: Iterable[AbsentFolder],
    built: Iterable[str],
    scripts: ScriptAddresses,
) -> dict[str, str]:
    """Return the digests of what explains links to files that are not in the tree.

    They are absent folders, `built` addresses and suffixes of files, and the addresses that
    scripts of the build name.
    """
    return {
        **{f"absent: {folder.address}": str(folder.problem) for folder in folders},
        **{f"built: {address}": "" for address in built},
        **{
            f"script: {file.name}": fingerprint("\n".join(sorted(named)).encode())
            for file, named in scripts.items()
        },
    }


def document_digests(parsed: Iterable[ParsedFile]) -> dict[str, str]:
    """Return the digests of parsed files; that of an unreadable one is its problems."""
    return {file.document.file: file.document.fingerprint or f"{file.problems}" for file in parsed}
