"""Words for delivery (en): handing letters over: what stopped, and what to do next."""

from __future__ import annotations

WORDS: dict[str, str] = {
    # ways over the web
    "delivery.web-missing": "Messages by SMS, Telegram and other services need the library requests.",
    "delivery.web-missing.cure": "Install it: pip install 'clientsheet[messages]'.",
    "delivery.gmail.missing": "Gmail needs the library google-auth.",
    "delivery.gmail.missing.cure": "Install it: pip install 'clientsheet[google]'.",
    "delivery.gmail.token": "There is no permission for Gmail: the file {file} is missing or is not of the right kind.",
    "delivery.gmail.token.cure": "Put Google’s permission file there (authorized_user with client_id, client_secret, refresh_token) and close it to others: chmod 600.",
    "delivery.gmail.login": "Gmail does not let us in: the permission was withdrawn or has expired ({words}). Get a new permission file; the letters wait.",
    "delivery.gmail.permission": "Gmail refuses: there is no permission for that ({words}). Switch on the Gmail API in the project and grant gmail.modify; the letters wait.",
    "delivery.gmail.quota": "Gmail sends no more today: its daily quota is used up ({words}). The other letters go as soon as it frees up.",
    "delivery.gmail.busy": "Gmail asks us to wait ({words}). The other letters go with the next run.",
    "delivery.turbosms.login": "TurboSMS does not let us in: the key is wrong ({words}). Check mail.channels.sms.token; the messages wait.",
    "delivery.turbosms.balance": "The TurboSMS account is out of money ({words}). Top it up; the messages wait.",
    "delivery.turbosms.sender": "TurboSMS does not accept the sender’s name ({words}). Register it or correct mail.channels.sms.sender; the messages wait.",
    "delivery.turbosms.busy": "TurboSMS asks us to wait ({words}). The other messages go with the next run.",
    "delivery.telegram.login": "Telegram does not know the bot ({words}). Get its key from @BotFather and check mail.channels.telegram.token; the messages wait.",
    "delivery.telegram.busy": "Telegram asks us to wait ({words}). The other messages go with the next run.",
    "delivery.telegram.webhook": "Another program reads the bot’s messages (a webhook), so we cannot see who pressed Start. Switch the bot’s webhook off.",
    "delivery.telegram.no-chat": "the client has not pressed Start in your bot yet",
    "delivery.http.login": "The message service does not let us in ({words}). Check mail.channels.http.token; the messages wait.",
    "delivery.http.balance": "The message service asks to be paid ({words}). Top up the account; the messages wait.",
    "delivery.http.address": "There is no message service at that address ({words}). Check mail.channels.http.url; the messages wait.",
    "delivery.http.busy": "The message service asks us to wait ({words}). The other messages go with the next run.",
}
