/** Which of the two languages of the screens a person reads. */

export type Language = 'nl' | 'en';

/** One of our languages, if the text names one: `nl-NL` is Dutch. */
export function language(text: unknown): Language | undefined {
  const main = typeof text === 'string' ? text.trim().slice(0, 2).toLowerCase() : undefined;
  return main === 'nl' || main === 'en' ? main : undefined;
}

/** What the browser prefers: https://www.rfc-editor.org/rfc/rfc9110#section-12.5.4; Dutch if neither. */
export function acceptedLanguage(header: string | undefined): Language {
  const wanted = (header ?? '')
    .split(',')
    .slice(0, 20)
    .map((part) => {
      const [name = '', quality] = part.split(/;\s*q=/);
      return { name: language(name), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ name, quality }) => name !== undefined && quality > 0)
    .sort((one, other) => other.quality - one.quality);
  return wanted[0]?.name ?? 'nl';
}
