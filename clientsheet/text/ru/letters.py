"""Words for letters (ru): why a client is written to or not, the day's page, the preview, what stops a letter."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "letter.mistake": "Шаблон {file}, строка {line}: {what}",
    "letter.no_template": "Нет шаблона письма «{template}».",
    "letter.unsubscribe": "Не хотите получать такие письма?",
    "letter.unsubscribe.link": "Напишите нам",
    "letter.unsubscribe.click": "Отписаться",
    "letter.visit": "Визит",
    "letter.file.none": "нет файла «{file}» в папке заведения",
    "letter.file.kind": "файл «{file}» не вкладываем: отправляем только документы и изображения",
    "letter.file.large": "вложения «{file}» слишком велики: вместе не больше {megabytes} МБ",
    "journal.newer": "Журнал писем {file} создан более новой версией программы.",
    "journal.newer.hint": "Обновите программу: pip install --upgrade clientsheet.",
    "journal.unreachable": "Журнал писем {file} не открывается: {what}",
    "journal.unreachable.hint": "Проверьте, можно ли писать в эту папку и есть ли свободное место на диске.",
    "journal.damaged": "Журнал писем {file} повреждён, поэтому ни одно письмо не подготовлено.",
    "journal.damaged.hint": "Переименуйте этот файл: что уже написано, программа возьмёт из вкладки «История».",
    # channels
    "channel.email": "e-mail",
    "channel.phone": "телефон",
    "channel.sms": "SMS",
    "channel.whatsapp": "WhatsApp",
    "channel.telegram": "Telegram",
    "channel.viber": "Viber",
    # the page of the day
    "sheet.file": "Контакты {day}",
    "sheet.title": "Кому написать и позвонить {day}: {n} {n:клиент|клиента|клиентов}",
    "sheet.about": "Просмотрите письма, поправьте что хотите и отправьте. Отметьте тех, с кем уже связались.",
    "sheet.search": "Поиск",
    "sheet.copy": "Скопировать текст",
    "sheet.open": "Открыть письмо",
    # the preview
    "preview.title": "Письма на {day}",
    "preview.letters": "{n} {n:письмо|письма|писем}",
    "preview.none": "Сегодня писем нет.",
    "preview.left_out": "Кому не пишем",
    "preview.to": "Кому",
    "preview.files": "Вложено",
    "preview.search": "Поиск",
}
