"""Words of a new workbook, of init, demo and adopt (ru)."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "starter.program_column": "Эту колонку заполняет программа. Впишете своё значение: оно останется.",
    "starter.client_number": "Клиент {number}",
    "adopt.missing": "Такого файла нет: {path}",
    "adopt.missing.hint": "Проверьте имя; если в нём есть пробелы, возьмите его в кавычки.",
    "adopt.other": "Эта папка уже присматривает за другой таблицей: {workbook} ({path})",
    "adopt.other.hint": "Назовите для новой таблицы другую папку: clientsheet adopt ТАБЛИЦА ПАПКА",
    "adopt.read_only": "Файл .{kind} программа умеет только читать: {path}",
    "adopt.read_only.hint": "Откройте его в Excel или LibreOffice, сохраните как .xlsx и попробуйте ещё раз.",
    "adopt.tab": "{title}: это «{meaning}», {records} {records:строка|строки|строк}",
    "adopt.own_tab": "{title}: ваша собственная вкладка, программа её не трогает",
    "adopt.unknown": "  ваши собственные колонки, их никто не трогает: {headings}",
    "adopt.new_tabs": "Будут добавлены вкладки: {titles}",
    "adopt.made_clients": "В новую вкладку клиентов войдут все, кто назван в ваших записях: {n}.",
    "adopt.new_columns": "{title}: будут добавлены колонки: {headings}",
    "adopt.taken_over": "{title}: колонку «{heading}» дальше будет считать программа; ваши нынешние значения в ней изменятся (формулы останутся)",
    "adopt.locked": "{title}: вкладка защищена, поэтому в неё ничего не будет добавлено",
    "adopt.ask": "Записать это в таблицу? Всё остальное останется как есть.",
    "adopt.done": "Готово. Вернуть как было: clientsheet undo {run}",
    "adopt.next": "Дальше: cd {folder} и clientsheet sync",
    "adopt.already": "Эта таблица уже готова к работе; ничего не изменено.",
    "adopt.shown": "В таблице ничего не изменено; настройки записаны сюда: {config}. Чтобы согласиться, повторите команду с --yes.",
    "adopt.guess": '  ? {heading}: возможно, это «{meaning}»; если так, напишите в config.yaml: headings: {{{tab}: {{{name}: "{heading}"}}}}',
    "adopt.rival": '  ? {heading}: тоже похоже на «{meaning}», но взят другой столбец; чтобы взять этот, напишите в config.yaml: headings: {{{tab}: {{{name}: "{heading}"}}}}',
    "adopt.next_here": "Дальше: clientsheet sync",
    "demo.taken": "Там уже есть чужая таблица, пример её не тронет: {path}",
    "demo.taken.hint": "Назовите для примера другую папку: clientsheet demo НАЗВАНИЕ",
}
