"""Words about the layout of the workbook and its settings."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "finding.heading-spare": "“{heading}” seems to mean the same as “{taken}” ({other}); the program reads “{taken}”",
    "finding.heading-spare.cure": "If the other one is meant, say so in config.yaml, under headings.",
    "finding.heading-spare.about": "Two different headings may mean the same thing.",
    "finding.setting-unknown": "there is no such setting: “{value}”",
    "finding.setting-unknown.cure": "The manual has the names of the settings; a row too many can be removed.",
    "finding.setting-unknown.about": "A row of the settings tab that the program does not know.",
    "finding.setting-unreadable": "“{value}” will not do for “{name}”; the former value stays in force",
    "finding.setting-unreadable.cure": "Write, for instance, “{example_en}”.",
    "finding.setting-unreadable.about": "The value of a setting that cannot be understood.",
}
