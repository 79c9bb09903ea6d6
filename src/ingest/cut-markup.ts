/** `{code:java}`, `{color:red}`, `{quote}` ... */
const MACRO =
  /\{(?:code|noformat|quote|color|panel|info|warning|note|tip|expand|anchor)(?:[:=](?!\s)[^{},\n]{0,200})?\}/gi;
/** `!photo.png|thumbnail!`; other texts between exclamation marks are somebody's alarm. */
const EMBEDDED =
  /![^!\n|]{1,200}\.(?:png|jpe?g|gif|bmp|svg|webp|heic|pdf|docx?|xlsx?|mp4|mov|avi|zip|txt|log)(?:\|[^!\n]{0,120})?!/gi;
const MENTION = /\[~[^\]\n]{1,120}\]/g;
const LINK = /\[([^[\]|\n]{1,200})\|(?:https?:|mailto:|#)[^[\]\n]{0,500}\]/g;

/** Takes Jira's wiki marks out of a text: macros, pictures, mentions; of a link its words stay. Other texts pass at the cost of three searches. */
export function cutMarkup(text: string): string {
  let rest = text;
  if (rest.includes('{')) rest = rest.replace(MACRO, '');
  if (rest.includes('!')) rest = rest.replace(EMBEDDED, '');
  if (rest.includes('[')) rest = rest.replace(MENTION, '').replace(LINK, '$1');
  if (rest === text) return text;
  rest = rest
    .replace(/ {2,}/g, ' ')
    .replace(/ +\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return rest === '' ? text : rest;
}
