"""A plan as a diff."""

from app.cli.move_diff import as_diff
from app.library.moves.plan import Move, Plan


def test_a_rename_and_an_edit() -> None:
    plan = Plan((Move("a.md", "b c.md"), Move("p.png", "q.png")))
    diff = as_diff(plan, {"a.md": ("1\r\n2\n3", "1\r\n2\n4"), "x.md": ("a\x0bb\n", "a\x0bc\n")})
    assert diff == (
        "diff --git a/a.md b/b c.md\n"
        "similarity index 83%\n"
        "rename from a.md\n"
        "rename to b c.md\n"
        "--- a/a.md\n"
        "+++ b/b c.md\t\n"
        "@@ -1,3 +1,3 @@\n"
        " 1\r\n"
        " 2\n"
        "-3\n"
        "\\ No newline at end of file\n"
        "+4\n"
        "\\ No newline at end of file\n"
        "diff --git a/p.png b/q.png\n"
        "similarity index 100%\n"
        "rename from p.png\n"
        "rename to q.png\n"
        "diff --git a/x.md b/x.md\n"
        "--- a/x.md\n"
        "+++ b/x.md\n"
        "@@ -1 +1 @@\n"
        "-a\x0bb\n"
        "+a\x0bc\n"
    )
