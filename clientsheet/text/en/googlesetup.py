"""Words for googlesetup (en): letting the program into a Google Sheet, and what doctor finds on the way."""

from __future__ import annotations

WORDS: dict[str, str] = {
    "entrance.library": "A part of the program that works with Google Sheets is not installed",
    "entrance.library.hint": "Install it: pip install 'clientsheet[google]'",
    "entrance.missing": "There is no file {file}, with which the program enters the Google Sheet",
    "entrance.missing.hint": "Make a key of a service account and put it there, or name another place in google.credentials. Step by step: docs/google-setup.en.md",
    "entrance.not-json": "The file {file} is not a key of Google's: it is not JSON",
    "entrance.not-json.hint": "Download the key of the service account again, choosing the type JSON (not P12), and put it there without changing anything in it",
    "entrance.client": "The file {file} is an OAuth client, not a key: by itself it does not let anybody into a sheet",
    "entrance.client.hint": "To enter as yourself, name that file in google.client, give google.credentials another name, say google-token.json, and type clientsheet google login. Or put the key of a service account there",
    "entrance.other-kind": "The file {file} is neither the key of a service account nor an owner's permission",
    "entrance.other-kind.hint": "Download a key: console.cloud.google.com, “IAM & Admin”, “Service Accounts”, “Keys”, “Add key”, JSON",
    "entrance.damaged": "The key {file} is damaged: something in it is missing or was changed",
    "entrance.damaged.hint": "Make a new JSON key for the same service account and put it in the place of this one",
    "entrance.permission-damaged": "The permission {file} is damaged: something in it is missing or was changed",
    "entrance.permission-damaged.hint": "Delete that file and give the permission again: clientsheet google login",
    "entrance.not-sheets": "The permission {file} is not for sheets",
    "entrance.not-sheets.hint": "Give google.credentials another file name, say google-token.json, and type clientsheet google login",
}
