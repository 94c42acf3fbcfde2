"""The tasks tab: what somebody has to do for a client, and by when."""

from __future__ import annotations

from typing import Final

from clientsheet.sheet.kinds import DATE, REFERENCE, TEXT, TIME, YES_NO
from clientsheet.sheet.schema import Column, Tab
from clientsheet.text import sentence, words

TASKS: Final = Tab(
    "tasks",
    words("Завдання, Задачі, Справи", "Задачи, Задания, Дела", "Tasks, To do, To-do, Todo list"),
    (
        Column(
            "due",
            DATE,
            words(
                "Дата, Термін, Строк, До якого числа, Коли, Дедлайн",
                "Дата, Срок, До какого числа, Когда, Дедлайн",
                "Due date, Due, Date, Deadline, When",
            ),
            sentence("До якого дня зробити.", "До какого дня сделать.", "The day it is due."),
            width=13,
        ),
        Column(
            "time",
            TIME,
            words("Час, Година", "Время, Час", "Time, Hour"),
            sentence("О котрій, якщо це важливо.", "Во сколько, если это важно.", "The time, where it matters."),
            width=9,
        ),
        Column(
            "client",
            REFERENCE,
            words(
                "Клієнт, ID клієнта, ПІБ, Кому",
                "Клиент, ID клиента, ФИО, Кому",
                "Client, Client ID, Customer, Customer ID, Whom",
            ),
            sentence("Кого стосується.", "Кого касается.", "Whom it is about."),
            refers="clients",
            width=24,
        ),
        Column(
            "what",
            TEXT,
            words(
                "Що зробити, Завдання, Задача, Справа, Опис",
                "Что сделать, Задача, Задание, Дело, Описание",
                "What, Task, To do, Description, Subject",
            ),
            sentence("Що треба зробити.", "Что надо сделать.", "What is to be done."),
            required=True,
            width=36,
        ),
        Column(
            "responsible",
            TEXT,
            words(
                "Відповідальний, Хто, Виконавець, Менеджер",
                "Ответственный, Кто, Исполнитель, Менеджер",
                "Responsible, Who, Assignee, Assigned to, Owner",
            ),
            sentence("Хто зробить.", "Кто сделает.", "Who will do it."),
            width=16,
        ),
        Column(
            "done",
            YES_NO,
            words("Зроблено, Виконано, Готово", "Сделано, Выполнено, Готово", "Done, Completed, Finished"),
            sentence("«Так», коли зроблено.", "«Да», когда сделано.", "“Yes” when it is done."),
            width=10,
        ),
        Column(
            "notes",
            TEXT,
            words(
                "Примітки, Примітка, Коментар, Нотатки",
                "Примечания, Примечание, Комментарий, Заметки",
                "Notes, Note, Comment, Comments",
            ),
            sentence("Усе інше.", "Всё остальное.", "Anything else."),
            width=28,
        ),
    ),
    sentence(
        "Що зробити для клієнтів і коли.", "Что сделать для клиентов и когда.", "What to do for clients, and when."
    ),
    writer="both",
)
