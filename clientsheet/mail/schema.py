"""The tables of the journal, one sentence each. Moments are the shop's wall clock in ISO form, unless said."""

from __future__ import annotations

from typing import Final

VERSION: Final = 2

TABLES: Final = """
create table if not exists letters (
    key text primary key, mailing text not null, client text not null, name text not null, channel text not null,
    recipient text not null, phone text not null, due text not null, message_id text not null unique,
    state text not null, at text not null, way text not null default 'folder', draft integer not null default 1,
    expires text, advertising integer not null default 0, occasion text not null default '',
    recorded integer not null default 0,
    owner text not null default '', dot_at real, attempts integer not null default 0, next_try text,
    file text not null default '', reply text not null default '', because text not null, subject text not null
) without rowid;
create index if not exists letters_state on letters (state);
create index if not exists letters_recorded on letters (recorded) where recorded = 0;

create table if not exists contents (key text primary key, body text not null, content blob not null);

create table if not exists covered (key text primary key, by_key text not null) without rowid;

create table if not exists dots (at real not null, account text not null);

create table if not exists notes (name text primary key, value text not null) without rowid;

create table if not exists sightings (
    kind text not null, key text not null, value text not null, since text not null, primary key (kind, key)
) without rowid;

create table if not exists mailboxes (
    name text primary key, uidvalidity integer not null, uidnext integer not null
) without rowid;

create table if not exists returned (
    mark text primary key, kind text not null, address text not null, key text not null, at text not null,
    subject text not null, detail text not null, recorded integer not null default 0
) without rowid;

create table if not exists suppressed (
    address text not null, topic text not null, at text not null, source text not null,
    recorded integer not null default 0, primary key (address, topic)
) without rowid;

create table if not exists chats (client text primary key, chat text not null) without rowid;
"""
"""letters: each with its state; ``owner``: the run that has it (mail/alive.py), ``dot_at``: its last step of no return
without an answer (Unix time). contents: the frozen message and its text to read, apart, so that a change of state is a
small write; kept until the day after the letter left, a month where it did not. covered: keys of a household's others.
dots: steps of no return (Unix time), for the limits. notes: single facts (generation, last run, home of the workbook,
what was learnt of an account). sightings: what was seen first when (the stage of an order, a client's row).
mailboxes: how far each was read. returned: bounces, replies. suppressed: addresses not to be written to, until the
workbook says so itself. chats: a client's Telegram chat."""

FROM_1: Final = """
alter table letters rename to letters_1;
drop index if exists letters_state;
drop index if exists letters_recorded;
"""
"""Version 1 kept the message in the letter's row, until it had become a file."""

COPY_1: Final = """
insert into letters (key, mailing, client, name, channel, recipient, phone, due, message_id, state, at, recorded, file,
    because, subject)
select key, mailing, client, name, channel, recipient, phone, due, message_id, state, at, recorded, file, because,
    subject from letters_1;
insert into contents (key, body, content) select key, body, content from letters_1;
drop table letters_1;
"""
