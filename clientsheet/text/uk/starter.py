"""Words of a new workbook, of init, demo and adopt (uk)."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "starter.program_column": "Цю колонку заповнює програма. Впишете своє значення: воно залишиться.",
    "starter.client_number": "Клієнт {number}",
    "adopt.missing": "Такого файла немає: {path}",
    "adopt.missing.hint": "Перевірте назву; якщо в ній є пробіли, візьміть її в лапки.",
    "adopt.other": "Ця папка вже доглядає іншу таблицю: {workbook} ({path})",
    "adopt.other.hint": "Назвіть для нової таблиці іншу папку: clientsheet adopt ТАБЛИЦЯ ПАПКА",
    "adopt.read_only": "Файл .{kind} програма вміє лише читати: {path}",
    "adopt.read_only.hint": "Відкрийте його в Excel або LibreOffice, збережіть як .xlsx і спробуйте ще раз.",
    "adopt.tab": "{title}: це «{meaning}», {records} {records:рядок|рядки|рядків}",
    "adopt.own_tab": "{title}: ваша власна вкладка, програма її не чіпає",
    "adopt.unknown": "  ваші власні колонки, їх ніхто не чіпає: {headings}",
    "adopt.new_tabs": "Буде додано вкладки: {titles}",
    "adopt.made_clients": "До нової вкладки клієнтів увійдуть усі, кого названо у ваших записах: {n}.",
    "adopt.new_columns": "{title}: буде додано колонки: {headings}",
    "adopt.taken_over": "{title}: колонку «{heading}» далі рахуватиме програма; ваші нинішні значення в ній зміняться (формули залишаться)",
    "adopt.locked": "{title}: вкладку захищено, тому до неї нічого не буде додано",
    "adopt.ask": "Записати це в таблицю? Усе інше залишиться як є.",
    "adopt.done": "Готово. Повернути як було: clientsheet undo {run}",
    "adopt.next": "Далі: cd {folder} і clientsheet sync",
    "adopt.already": "Ця таблиця вже готова до роботи; нічого не змінено.",
    "adopt.shown": "У таблиці нічого не змінено; налаштування записано сюди: {config}. Щоб погодитися, повторіть команду з --yes.",
    "adopt.guess": '  ? {heading}: можливо, це «{meaning}»; якщо так, напишіть у config.yaml: headings: {{{tab}: {{{name}: "{heading}"}}}}',
    "adopt.rival": '  ? {heading}: теж схоже на «{meaning}», але взято інший стовпець; щоб узяти цей, напишіть у config.yaml: headings: {{{tab}: {{{name}: "{heading}"}}}}',
    "adopt.next_here": "Далі: clientsheet sync",
    "demo.taken": "Там уже є чужа таблиця, приклад її не зачепить: {path}",
    "demo.taken.hint": "Назвіть для прикладу іншу папку: clientsheet demo НАЗВА",
}
