"""Слова об устройстве таблицы и настройках."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "finding.heading-spare": "«{heading}» похоже на то же, что «{taken}» ({other}); программа читает «{taken}»",
    "finding.heading-spare.cure": "Если нужна другая колонка, укажите её в config.yaml, в разделе headings.",
    "finding.heading-spare.about": "Два разных заголовка могут означать одно и то же.",
    "finding.setting-unknown": "нет такой настройки: «{value}»",
    "finding.setting-unknown.cure": "Названия настроек есть в справке; лишнюю строку можно убрать.",
    "finding.setting-unknown.about": "Строка вкладки «Настройки», которой программа не знает.",
    "finding.setting-unreadable": "«{value}» не подходит для «{name}»; действует прежнее значение",
    "finding.setting-unreadable.cure": "Напишите, например, «{example_ru}».",
    "finding.setting-unreadable.about": "Значение настройки, которое не удалось понять.",
}
