"""The digests of all that a tree is read from: equal ones are of equal trees."""

from collections.abc import Mapping

from app.documents.assets import AssetOutcome
from app.documents.parse import Parsed
from app.files.data_files import Support
from app.files.tree import SourceFile, Tree


def digests_of(
    tree: Tree,
    unserved: Mapping[str, str],
    assets: Mapping[SourceFile, AssetOutcome],
    texts: Support,
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


def document_digest(parsed: Parsed) -> str:
    """Return the digest of a parsed file, or its problems if it has none."""
    return parsed.document.fingerprint or f"{parsed.problems}"
