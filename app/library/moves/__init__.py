"""Plan the moves of files: every edit that keeps links, references and menus as they were."""
