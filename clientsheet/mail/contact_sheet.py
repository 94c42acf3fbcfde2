"""The day's letters as one page that works from disk: whom to call or write to, why, and the words to copy.

Names, numbers and letters of clients stand in it, so it loads nothing from anywhere and sends nothing to anyone.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from html import escape
from typing import Final, NamedTuple
from urllib.parse import quote

from clientsheet.mail.letter import Entry
from clientsheet.templating import spaced
from clientsheet.text import say

_ID: Final = re.compile(r'data-letter="([^"]*)"')


def page(day: dt.date, delivered: Sequence[Entry], language: str) -> str:
    """``delivered``: the day's letters in the order to show them; files are named relative to the page."""
    words = _Words(
        copy=escape(say(language, "sheet.copy")),
        open=escape(say(language, "sheet.open")),
        channels={one: escape(say(language, f"channel.{one}")) for one in {e.letter.channel for e in delivered}},
    )
    return _PAGE.format(
        language=language,
        title=escape(say(language, "sheet.title", day=day, n=len(delivered))),
        about=escape(say(language, "sheet.about")),
        search=escape(say(language, "sheet.search")),
        rows="\n".join(_row(entry, words) for entry in delivered),
        style=STYLE,
        script=_SCRIPT,
    )


def keys_on(text: str) -> set[str]:
    """The Message-IDs of the letters that a page tells of."""
    return {found.replace("&lt;", "<").replace("&gt;", ">") for found in _ID.findall(text)}


class _Words(NamedTuple):
    copy: str
    open: str
    channels: Mapping[str, str]


def _row(entry: Entry, words: _Words) -> str:
    letter = entry.letter
    number = escape(letter.phone)
    phone = f'<a class="phone" href="tel:{number}">{escape(spaced(letter.phone))}</a>' if number else ""
    draft = f'<a class="button" href="{quote(entry.file)}">{words.open}</a>' if entry.file else ""
    subject = f'<p class="subject">{escape(letter.subject)}</p>' if entry.file else ""
    return (
        f'<article data-letter="{escape(letter.message_id)}">\n'
        f'<header><label><input type="checkbox"> <b>{escape(letter.name)}</b></label>'
        f'<span class="channel">{words.channels[letter.channel]}</span>{phone}</header>\n'
        f'<p class="because">{escape(letter.because)}</p>\n{subject}'
        f"<pre>{escape(letter.text.strip())}</pre>\n"
        f'<footer><button type="button">{words.copy}</button>{draft}</footer>\n</article>'
    )


STYLE: Final = """
:root{
  color-scheme:light dark; --ink:#1d2430; --soft:#667085; --line:#e4e7ec; --card:#fff;
  --ground:#f5f6f8; --mark:#2f6f5e
}
@media(prefers-color-scheme:dark){:root{--ink:#e8eaed;--soft:#9aa4b2;--line:#333a45;--card:#1c2129;--ground:#12161c;--mark:#7cc5b0}}
*{box-sizing:border-box}
body{
  margin:0; background:var(--ground); color:var(--ink);
  font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif
}
a{color:var(--mark)}
"""

_PAGE: Final = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>{style}
main{{max-width:760px;margin:0 auto;padding:24px 16px 64px}}
h1{{font-size:1.5rem;margin:0 0 4px}}
.about{{color:var(--soft);margin:0 0 16px}}
input[type=search]{{
  width:100%; font:inherit; padding:10px 12px; border:1px solid var(--line); border-radius:8px;
  background:var(--card); color:inherit; margin-bottom:16px
}}
article{{
  background:var(--card); border:1px solid var(--line); border-radius:12px; padding:16px;
  margin-bottom:12px
}}
article.done{{opacity:.45}}
header{{display:flex;flex-wrap:wrap;gap:4px 12px;align-items:baseline}}
header b{{font-size:1.1rem}}
.channel{{color:var(--soft);font-size:.875rem}}
.phone{{
  margin-left:auto; font-variant-numeric:tabular-nums; white-space:nowrap; text-decoration:none;
  font-weight:600
}}
.because{{color:var(--soft);margin:4px 0 8px}}
.subject{{font-weight:600;margin:0 0 4px}}
pre{{
  white-space:pre-wrap; overflow-wrap:anywhere; font:inherit; margin:0; padding:12px;
  background:var(--ground); border-radius:8px
}}
footer{{display:flex;gap:8px;margin-top:12px}}
button,.button{{
  font:inherit; padding:6px 14px; border-radius:8px; border:1px solid var(--line); background:none;
  color:inherit; cursor:pointer; text-decoration:none
}}
button.copied{{border-color:var(--mark);color:var(--mark)}}
</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p class="about">{about}</p>
<input type="search" placeholder="{search}" aria-label="{search}">
{rows}
</main>
<script>{script}</script>
</body>
</html>
"""

_SCRIPT: Final = """
const cards=[...document.querySelectorAll('article')];
document.querySelector('input[type=search]').addEventListener('input',event=>{
  const words=event.target.value.toLowerCase().split(/\\s+/);
  for(const card of cards)card.hidden=!words.every(word=>card.textContent.toLowerCase().includes(word));
});
for(const card of cards){
  const key='clientsheet '+card.dataset.letter,tick=card.querySelector('input'),button=card.querySelector('button');
  const show=()=>card.classList.toggle('done',tick.checked);
  try{tick.checked=localStorage.getItem(key)==='1'}catch(error){}
  show();
  tick.addEventListener('change',()=>{show();try{localStorage.setItem(key,tick.checked?'1':'0')}catch(error){}});
  button.addEventListener('click',async()=>{
    const words=card.querySelector('pre');
    try{await navigator.clipboard.writeText(words.textContent)}
    catch(error){const range=document.createRange();range.selectNodeContents(words);
      getSelection().removeAllRanges();getSelection().addRange(range);document.execCommand('copy')}
    button.classList.add('copied');
  });
}
"""
