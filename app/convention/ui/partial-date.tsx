import { useTranslator } from '#app/i18n/use-translation.tsx'

/** A day (2025-10-25) or a month (2026-07) as the reader writes it. */
export function PartialDate({ value }: { value: string }) {
  const { locale, date } = useTranslator()
  const time = Date.parse(value.length === 7 ? `${value}-01` : value)
  if (Number.isNaN(time)) return <>{value}</>
  if (value.length > 7) return <time dateTime={value}>{date(time)}</time>
  const month = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
    year: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  })
  return <time dateTime={value}>{month.format(time)}</time>
}
