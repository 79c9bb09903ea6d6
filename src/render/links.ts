/** Where a page's links lead; nothing is linked that was not configured. */
export interface LinkSettings {
  /** Address of a ticket with `{id}` in it, or null. Only http and https are used. */
  readonly ticketUrl: string | null;
  /** Mail address that takes the heads' answers, or null: the reader then fills it in. */
  readonly answerTo: string | null;
}

/** Answers a head may give to a finding: the word of the feedback file and the words on the button. */
export const ANSWERS = [
  ['own', 'We own this'],
  ['not-ours', 'Not ours'],
  ['done', 'Already done'],
  ['wrong', 'Wrong'],
] as const;

/** Address of a ticket in the helpdesk, or null where none is configured. */
export function ticketHref(id: string, settings: LinkSettings): string | null {
  if (settings.ticketUrl === null || !/^https?:\/\//i.test(settings.ticketUrl)) return null;
  return settings.ticketUrl.replaceAll('{id}', () => encodePart(id));
}

/** A mail with the prefilled subject `F-2031 not-ours`. */
export function answerHref(findingId: string, answer: string, settings: LinkSettings): string {
  const to = settings.answerTo === null ? '' : encodePart(settings.answerTo).replaceAll('%40', '@');
  return `mailto:${to}?subject=${encodePart(`${findingId} ${answer}`)}`;
}

// encodeURIComponent throws on half a surrogate pair, and leaves characters that would end a Markdown link.
function encodePart(text: string): string {
  const whole = text.replace(/\p{Surrogate}/gu, '\ufffd');
  return encodeURIComponent(whole).replace(
    /[()!*']/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
