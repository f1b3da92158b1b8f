import { IntlMessageFormat } from 'intl-messageformat'
import { type Catalogue, english, type MessageKey } from './catalogue.ts'
import { pseudoMessage } from './pseudo.ts'

export type MessageValues = Record<string, string | number | Date>

/** Gives the text of `key` in one language; `values` fill the ICU placeholders. */
export type Translate = (key: MessageKey, values?: MessageValues) => string

export type Translator = {
  locale: string
  t: Translate
  /** A day, such as "4 March 2026". Days are shown in UTC, so that a date never shifts with the reader's machine. */
  date: (time: number) => string
  /** A day and a time with its zone, such as "4 March 2026, 09:05 UTC". */
  dateTime: (time: number) => string
  /** A day and a time to the second with its zone, such as "4 Mar 2026, 09:05:07 UTC". */
  exactTime: (time: number) => string
  /** A day for the narrow columns of a table, such as "4 Mar 2026". */
  shortDate: (time: number) => string
  /** A month, such as "March 2026". */
  month: (time: number) => string
  /** A length of time in whole minutes, such as "1 hour 58 minutes". */
  duration: (minutes: number) => string
  /** 0.5 becomes "50%". */
  percent: (share: number) => string
  number: (value: number) => string
}

const translators = new Map<string, Translator>()

/** The translator of a locale. Made once: parsed messages and formatters are kept. */
export function translatorFor(locale: string): Translator {
  let translator = translators.get(locale)
  if (!translator) {
    translator = makeTranslator(locale)
    translators.set(locale, translator)
  }
  return translator
}

function makeTranslator(locale: string): Translator {
  const messages: Catalogue = english
  const isPseudo = locale === 'en-XA' || locale === 'ar-XB'
  // Pseudo-locales write numbers and dates as English does.
  const formatLocale = isPseudo ? 'en-GB' : locale === 'en' ? 'en-GB' : locale
  const day = new Intl.DateTimeFormat(formatLocale, { dateStyle: 'long', timeZone: 'UTC' })
  const shortDay = new Intl.DateTimeFormat(formatLocale, { dateStyle: 'medium', timeZone: 'UTC' })
  const month = new Intl.DateTimeFormat(formatLocale, { year: 'numeric', month: 'long', timeZone: 'UTC' })
  const dayAndTime = new Intl.DateTimeFormat(formatLocale, {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'UTC',
    timeZoneName: 'short',
  })
  const toTheSecond = new Intl.DateTimeFormat(formatLocale, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: 'UTC',
  })
  const share = new Intl.NumberFormat(formatLocale, { style: 'percent', maximumFractionDigits: 0 })
  const count = new Intl.NumberFormat(formatLocale, { maximumFractionDigits: 1 })
  const marked = (text: string) => (isPseudo ? `⟦${text}⟧` : text)
  const parsed = new Map<MessageKey, IntlMessageFormat | string>()

  const t: Translate = (key, values) => {
    let message = parsed.get(key)
    if (message === undefined) {
      const source = isPseudo ? pseudoMessage(messages[key]) : messages[key]
      if (source === undefined) throw new Error(`No message "${key}" in the catalogue`)
      message = /[{}'<]/.test(source)
        ? new IntlMessageFormat(source, formatLocale, undefined, { ignoreTag: true })
        : source
      parsed.set(key, message)
    }
    return typeof message === 'string' ? message : String(message.format(values))
  }

  return {
    locale,
    t,
    date: (time) => marked(day.format(time)),
    dateTime: (time) => marked(dayAndTime.format(time)),
    exactTime: (time) => marked(`${toTheSecond.format(time)} UTC`),
    month: (time) => marked(month.format(time)),
    shortDate: (time) => marked(shortDay.format(time)),
    duration: (minutes) => {
      const rest = minutes % 60
      if (minutes < 60) return t('ui.duration.minutes', { minutes })
      const hours = t('ui.duration.hours', { hours: (minutes - rest) / 60 })
      return rest === 0 ? hours : t('ui.duration.both', { hours, minutes: t('ui.duration.minutes', { minutes: rest }) })
    },
    percent: (value) => share.format(value),
    number: (value) => count.format(value),
  }
}
