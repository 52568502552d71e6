// @ts-check
/** Words in the reader's language, as Python sent them; people's own text only ever fills a placeholder. */

export class Speech {
  /** @param {Record<string, string>} words @param {Record<string, Record<string, string>>} labels @param {string} language */
  constructor(words, labels, language) {
    this.words = words ?? {};
    this.labels = labels ?? {};
    this.language = language || "en";
    this.plurals = new Intl.PluralRules(this.language);
    this.names = new Intl.ListFormat(this.language, { type: "conjunction" });
    this.clock = new Intl.DateTimeFormat(this.language, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  }

  /** @param {string} key @param {Record<string, string|number>} [facts] */
  say(key, facts = {}) {
    return (this.words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => String(facts[name] ?? whole));
  }

  /** The form that fits a number: keys end in .one, .few or .other. @param {string} key @param {number} count @param {Record<string, string|number>} [facts] */
  count(key, count, facts = {}) {
    const form = this.plurals.select(count);
    const found = this.words[`${key}.${form}`] === undefined ? "other" : form;
    return this.say(`${key}.${found}`, { count, ...facts });
  }

  /** The word for a term of a vocabulary. @param {string} vocabulary @param {string} term */
  label(vocabulary, term) {
    return this.labels[vocabulary]?.[term] ?? term;
  }

  /** A step's own text, translated where it is one of the built-in ones. @param {string} text */
  step(text) {
    return this.words[`step:${text}`] ?? text;
  }

  /** @param {string[]} names */
  list(names) {
    return this.names.format(names);
  }

  /** @param {string} iso */
  time(iso) {
    const date = new Date(iso);
    return Number.isNaN(date.valueOf()) ? "" : this.clock.format(date);
  }
}
