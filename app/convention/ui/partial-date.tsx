import { useTranslator } from '#app/i18n/use-translation.tsx'

/** A day (2025-10-25) or a month (2026-07) as the reader writes it. */
export function PartialDate({ value }: { value: string }) {
  const { date, month } = useTranslator()
  const time = Date.parse(value.length === 7 ? `${value}-01` : value)
  if (Number.isNaN(time)) return <>{value}</>
  return <time dateTime={value}>{value.length > 7 ? date(time) : month(time)}</time>
}
