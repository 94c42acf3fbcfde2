"""Words of a new workbook, of init, demo and adopt (en)."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "starter.program_column": "The program fills this column. A value you type here yourself is kept.",
    "starter.client_number": "Client {number}",
    "adopt.missing": "There is no such file: {path}",
    "adopt.missing.hint": "Check the name; put quotes around it if it has blanks.",
    "adopt.other": "This folder already looks after another workbook: {workbook} ({path})",
    "adopt.other.hint": "Name another folder for the new one: clientsheet adopt WORKBOOK DIR",
    "adopt.read_only": "A .{kind} file can only be read: {path}",
    "adopt.read_only.hint": "Open it in Excel or LibreOffice, save it as .xlsx and try again.",
    "adopt.tab": "{title}: this is “{meaning}”, {records} {records:row|rows}",
    "adopt.own_tab": "{title}: a tab of your own, the program leaves it alone",
    "adopt.unknown": "  columns of your own, left alone: {headings}",
    "adopt.new_tabs": "Tabs to be added: {titles}",
    "adopt.made_clients": "The new clients tab will hold everybody whom your rows name: {n}.",
    "adopt.new_columns": "{title}: columns to be added: {headings}",
    "adopt.taken_over": "{title}: the program will compute the column “{heading}” from now on; the values you have there will change (formulas stay)",
    "adopt.locked": "{title}: the tab is protected, so nothing will be added to it",
    "adopt.ask": "Write this into the workbook? Everything else stays as it is.",
    "adopt.done": "Done. To put it back: clientsheet undo {run}",
    "adopt.next": "Next: cd {folder} and clientsheet sync",
    "adopt.already": "This workbook is ready for work already; nothing was changed.",
    "adopt.shown": "Nothing was changed in the workbook; the settings are written here: {config}. To agree, repeat the command with --yes.",
    "adopt.guess": '  ? {heading}: perhaps this is “{meaning}”; if so, write into config.yaml: headings: {{{tab}: {{{name}: "{heading}"}}}}',
    "adopt.rival": '  ? {heading}: looks like “{meaning}” too, but another column was taken; to take this one, write into config.yaml: headings: {{{tab}: {{{name}: "{heading}"}}}}',
    "adopt.next_here": "Next: clientsheet sync",
    "demo.taken": "Somebody's own workbook is there, and the sample will not touch it: {path}",
    "demo.taken.hint": "Name another folder for the sample: clientsheet demo NAME",
}
