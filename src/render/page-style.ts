/**
 * The style of every page. Two data colours only, told apart by every kind of colour vision: #12436D for history and #F46A25 for now
 * (#56B4E9 for history on dark pages, where the dark blue would have a contrast of 1.8). Orange is never used for text.
 */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--page:#fff;--ink:#16191d;--soft:#4f5862;--rule:#c9ced4;--hair:#e3e6ea;--past:#12436d;--now:#f46a25;--link:#12436d}
@media (prefers-color-scheme:dark){:root{--page:#121212;--ink:#e9e9e6;--soft:#b2b6bb;--rule:#4a4f55;--hair:#2e3236;--past:#56b4e9;--link:#8ccbf2}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
header,main,footer{max-width:46rem;margin:0 auto;padding:0 16px}
a{color:var(--link);text-decoration-thickness:1px;text-underline-offset:.15em}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--now);outline-offset:2px}
.skip{position:absolute;left:-999em;padding:8px 16px;background:var(--page)}
.skip:focus{left:0;top:0;z-index:1}
h1,h2,h3,h4{line-height:1.22;margin:0;text-wrap:pretty}
h1,h3{font-family:Charter,"Bitstream Charter","Iowan Old Style",Cambria,Georgia,"Liberation Serif",serif}
h1{font-size:2.1rem;letter-spacing:-.01em}
h2{font-size:1rem;padding-top:.5rem;border-top:3px solid var(--past)}
h3{font-size:1.3rem}
h4{font-size:1rem}
p,ul,ol,dl,table,blockquote,figure{margin:0}
header{padding-top:1.25rem;padding-bottom:1.25rem}
.kicker{color:var(--soft);margin-bottom:.15rem}
.masthead{margin-top:.4rem;font-size:.9375rem;color:var(--soft)}
.masthead strong{color:var(--ink)}
.notices{list-style:none;padding:0;margin-top:.75rem;font-size:.9375rem}
.notices li{padding:.1rem 0 .1rem .75rem;border-left:3px solid var(--now)}
.notices li+li{margin-top:.4rem}
section{padding-bottom:2.25rem}
section>*+*,.group>*+*,details>*+*{margin-top:.75rem}
.lead{font-size:1.125rem;line-height:1.45}
ol.lead{padding-left:1.5rem}
ul{padding-left:1.15rem}
li+li{margin-top:.35rem}
.small,small,.muted{font-size:.875rem;color:var(--soft)}
.label{font-size:.875rem;color:var(--soft)}
.label strong{color:var(--ink)}
.shape{font-size:.85em}
.level{font-size:.6875rem;line-height:1;padding:.1em .3em;border:1px solid var(--rule);color:var(--soft);white-space:nowrap;vertical-align:.1em}
.n{white-space:nowrap;font-variant-numeric:tabular-nums}
.card{padding-bottom:1.75rem}
.card+.card{padding-top:1.25rem;border-top:1px solid var(--rule)}
.card>.label+*{margin-top:.15rem}
.group.plain+.group.plain{padding-top:.85rem;border-top:1px solid var(--hair)}
figure{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}
figcaption{font-size:.875rem;color:var(--soft);flex:1 1 14rem}
svg{display:block;overflow:visible;max-width:100%}
svg text{font:11px system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif;fill:var(--soft)}
svg .value{font-weight:700;font-size:13px;fill:var(--ink)}
.past{fill:var(--past)}
.now{fill:var(--now)}
.axis{stroke:var(--soft);fill:none}
.usual{stroke:var(--ink);stroke-dasharray:3 3;fill:none}
.hatch{stroke:#000;stroke-width:1.5}
svg .print{display:none}
dl{display:grid;grid-template-columns:6.25rem 1fr;gap:.4rem .75rem;font-size:.9375rem}
dt{color:var(--soft)}
dd{margin:0;min-width:0}
dd p+p{margin-top:.15rem}
dt.key,dd.key{padding:.5rem 0;border-top:1px solid var(--rule);border-bottom:1px solid var(--rule);color:var(--ink)}
dt.key{font-weight:700;margin-right:-.75rem}
dd.key{font-weight:600}
dd.key .muted{font-weight:400}
blockquote{padding-left:.75rem;border-left:3px solid var(--rule)}
blockquote+blockquote{margin-top:.6rem}
blockquote footer{max-width:none;margin:0;padding:0;font-size:.875rem;color:var(--soft)}
.buttons{display:flex;flex-wrap:wrap;gap:.5rem;list-style:none;padding:0}
.buttons li{margin:0}
.buttons a{display:flex;align-items:center;justify-content:center;min-height:40px;padding:0 .9rem;border:1px solid var(--link);font-size:.9375rem;text-decoration:none}
.buttons a:hover{text-decoration:underline}
summary{cursor:pointer;min-height:32px;padding:.25rem 0;font-size:.9375rem;color:var(--link);width:fit-content}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:.9375rem;line-height:1.35;font-variant-numeric:tabular-nums}
caption{text-align:left;color:var(--soft);font-size:.875rem;padding-bottom:.35rem}
th,td{overflow-wrap:normal;text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;border-top:1px solid var(--hair)}
thead th{vertical-align:bottom;font-size:.8125rem;font-weight:600;color:var(--soft);border-top:0;border-bottom:1px solid var(--soft);line-height:1.2}
tbody tr:first-child>*{border-top:0}
tbody th{font-weight:400;min-width:7.5rem;overflow-wrap:anywhere}
th:last-child,td:last-child{padding-right:0}
.num{text-align:right}
.num .muted{display:inline-block;line-height:1.25;font-size:.8125rem}
td .muted,th .muted{font-size:.8125rem;line-height:1.3}
#main>section#departments{display:grid;gap:0 2rem}
#departments>*+*{margin-top:0}
#departments>.group{padding:.85rem 0;border-top:1px solid var(--hair)}
#departments>h2+.group{border-top:0}
#departments .lead{font-size:1rem}
#departments ol.lead{padding-left:1.25rem}
@media (min-width:44rem){
#main>section#departments{grid-template-columns:1fr 1fr}
#departments>h2{grid-column:1/-1}
#departments>h2+.group+.group{border-top:0}
}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;padding:0}
nav li{margin:0}
nav a{display:inline-block;padding:.25rem 0}
body>footer{padding-top:.75rem;padding-bottom:3rem;font-size:.875rem;color:var(--soft)}
body>footer>div{border-top:1px solid var(--rule);padding-top:.75rem}
body>footer p+p,body>footer p+nav{margin-top:.35rem}
@media (max-width:30rem){
h1{font-size:1.75rem}
h3{font-size:1.2rem}
dl{grid-template-columns:1fr;gap:0}
dt{font-size:.8125rem;margin-top:.5rem}
dt.key{padding-bottom:0;border-bottom:0;margin-right:0}
dd.key{padding-top:0;border-top:0}
.buttons{display:grid;grid-template-columns:1fr 1fr}
.spark{width:44px}
th,td{padding-right:.5rem}
}
@page{size:A4;margin:16mm}
@media print{
:root{--page:#fff;--ink:#000;--soft:#333;--rule:#999;--hair:#ccc;--past:#12436d;--link:#000}
body{font-size:10.5pt}
header,main,footer{max-width:none;padding-left:0;padding-right:0}
.skip,.buttons,nav,figure details{display:none}
summary{list-style:none;color:var(--soft);min-height:0;margin-top:.5rem}
details::details-content{content-visibility:visible;display:block;block-size:auto}
.card figure,.group>p,blockquote,tr,dl{break-inside:avoid}
h2,h3,h4,caption{break-after:avoid}
.scroll{overflow:visible}
.past,.now,.shape,.notices li{-webkit-print-color-adjust:exact;print-color-adjust:exact}
svg .print{display:inline}
svg text.print{font-size:8px}
.card>.label{break-after:avoid}
a.ticket[href]::after{content:" <" attr(href) ">";font-size:.85em}
}
`.trim();
