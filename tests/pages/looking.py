"""Pages in headless Chromium: on a phone and on a wide screen, in the light and in the dark, and on paper."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from html import escape, unescape
from pathlib import Path
from typing import Any

from tests.servers.needs import program

WIDTHS = (320, 360, 1200)
MEASURE = """
const numbers=colour=>colour.match(/[\\d.]+/g).map(Number);
const light=([r,g,b])=>[r,g,b].map(c=>{c/=255;return c<=.04045?c/12.92:((c+.055)/1.055)**2.4})
  .reduce((sum,c,k)=>sum+c*[.2126,.7152,.0722][k],0);
const contrast=(a,b)=>{const [x,y]=[light(a),light(b)].sort((m,n)=>n-m);return (x+.05)/(y+.05)};
function ground(node){
  for(;node&&node.nodeType===1;node=node.parentNode){
    const colour=numbers(getComputedStyle(node).backgroundColor);
    if(colour.length<4||colour[3]>0)return colour;
  }
  return [255,255,255];
}
function look(frame){
  const page=frame.contentDocument,wide=page.documentElement.clientWidth,faint=[],out=[];
  let texts=0;
  for(const node of page.body.querySelectorAll('*')){
    const own=[...node.childNodes].filter(child=>child.nodeType===3&&child.textContent.trim());
    if(!own.length||node.closest('title,desc,style')||!node.getClientRects().length)continue;
    texts++;
    const colour=node.closest('svg')?getComputedStyle(node).fill:getComputedStyle(node).color;
    const on=node.matches('svg .on');
    if(!on&&contrast(numbers(colour),ground(node.closest('svg')||node))<4.5)faint.push(node.textContent.slice(0,40));
    const range=page.createRange();range.selectNodeContents(own[0]);
    for(const box of range.getClientRects())if(box.right>wide+.5||box.left<-.5)out.push(node.textContent.slice(0,40));
  }
  const small=[...page.querySelectorAll('a.button,.filter label')].map(one=>one.getBoundingClientRect().height);
  return {name:frame.title,width:wide,across:page.documentElement.scrollWidth,texts,faint,out,
    finger:Math.min(44,...small),language:page.documentElement.lang};
}
addEventListener('load',()=>{
  document.querySelector('pre').textContent=JSON.stringify([...document.querySelectorAll('iframe')].map(look));
});
"""


def looked_at(pages: Mapping[str, str], scheme: str, home: Path) -> list[dict[str, Any]]:
    """What a browser makes of each page at each width: ``across`` (how wide it would be), ``texts`` (how many), those
    ``faint`` (below 4.5 : 1) and those that stick ``out``, ``finger`` (the height of the lowest button, at most 44)."""
    frames = "".join(
        f'<iframe title="{name} at {width}" style="width:{width}px;border:0" srcdoc="{escape(html)}"></iframe>'
        for name, html in pages.items()
        for width in WIDTHS
    )
    path = home / "looked-at.html"
    path.write_text(f'<meta charset="utf-8"><pre></pre>{frames}<script>{MEASURE}</script>', "utf-8")
    light = f"--blink-settings=preferredColorScheme={int(scheme == 'light')}"
    dom = _chromium(home, light, "--dump-dom", "--virtual-time-budget=20000", path.as_uri()).decode()
    found = re.search(r"<pre>(.*?)</pre>", dom, flags=re.DOTALL)
    assert found is not None
    seen: list[dict[str, Any]] = json.loads(unescape(found[1]))
    return seen


def printed(page: Path, home: Path) -> Path:
    """The page as a PDF, as a printer would get it."""
    pdf = home / "printed.pdf"
    _chromium(home, "--no-pdf-header-footer", f"--print-to-pdf={pdf}", page.as_uri())
    return pdf


def _chromium(home: Path, *arguments: str) -> bytes:
    bare = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={home / 'browser'}")
    command = [program("chromium"), *bare, *arguments]
    return subprocess.run(command, capture_output=True, check=True, timeout=120).stdout
