"""The style of the HTML: one for the article wherever it stands, one for a page of its own."""

ARTICLE_STYLE = """\
.told{line-height:1.6;overflow-wrap:break-word}
.told h1,.told h2,.told h3,.told h4,.told h5{line-height:1.25}
.told h4{font-size:1.1em}
.told h5{font-size:1em}
.told .standfirst,.told .answer{font-size:1.15em}
.told time,.told p data,.told li data{white-space:nowrap}
.told .dateline,.told footer{color:var(--quiet)}
.told footer,.told aside{border-top:1px solid var(--line);margin-top:2.5rem;font-size:.9em}
.told table{border-collapse:collapse;width:100%}
.told caption{text-align:start}
.told th,.told td{text-align:start;vertical-align:top;padding:.5rem .75rem .5rem 0;\
border-top:1px solid var(--line)}
.told thead th{font-size:.9em;color:var(--quiet)}
@media screen and (max-width:40rem){
.told table,.told tbody,.told tr,.told th,.told td,.told caption{display:block}
.told thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.told tr{border-top:1px solid var(--line);padding:.5rem 0}
.told th,.told td{border:0;padding:.15rem 0}
.told td::before{content:attr(data-column) ": ";color:var(--quiet)}
}
@media print{
.told h2,.told h3,.told h4,.told h5,.told caption{break-after:avoid}
.told tr,.told li{break-inside:avoid}
.told p{orphans:3;widows:3}
.told footer,.told .dateline{color:#000}
}
"""
"""Needs the colors `--line` and `--quiet`. On narrow screens the rows of a table become blocks."""

PAGE_STYLE = """\
:root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--quiet:#555;--line:#8886}
@media (prefers-color-scheme:dark){:root{--ink:#e8e8e8;--paper:#161616;--quiet:#aaa}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:44rem;padding:1rem;color:var(--ink);background:var(--paper);\
font-family:Georgia,"Times New Roman",serif;font-size:1.0625rem}
h1,h2,h3,th,.dateline,footer{font-family:system-ui,sans-serif}
@media print{
:root{--ink:#000;--paper:#fff;--quiet:#000}
body{max-width:none;padding:0;font-size:11pt}
}
"""
"""A page of its own; every pair of colors has a contrast of at least 7 to 1."""
