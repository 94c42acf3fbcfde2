"""Слова про будову таблиці та налаштування."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "finding.heading-spare": "«{heading}» схоже на те саме, що «{taken}» ({other}); програма читає «{taken}»",
    "finding.heading-spare.cure": "Якщо потрібна інша колонка, вкажіть її в config.yaml, у розділі headings.",
    "finding.heading-spare.about": "Два різні заголовки можуть означати одне й те саме.",
    "finding.setting-unknown": "немає такого налаштування: «{value}»",
    "finding.setting-unknown.cure": "Назви налаштувань є в довідці; зайвий рядок можна прибрати.",
    "finding.setting-unknown.about": "Рядок вкладки «Налаштування», якого програма не знає.",
    "finding.setting-unreadable": "«{value}» не підходить для «{name}»; діє попереднє значення",
    "finding.setting-unreadable.cure": "Напишіть, наприклад, «{example_uk}».",
    "finding.setting-unreadable.about": "Значення налаштування, якого не вдалося зрозуміти.",
}
