import { useTranslator } from '#app/i18n/use-translation.tsx'

type Figures = Record<'share' | 'points' | 'value' | 'time', (figure: number | null) => string>

/** How figures are written; a dash for one that is not given. */
export function useFigures(): Figures {
  const { t, percent } = useTranslator()
  const orNone = (write: (figure: number) => string) => (figure: number | null) =>
    figure === null ? t('statistics.none') : write(figure)
  return {
    /** 0.5 becomes "50%". */
    share: orNone(percent),
    /** 0.12 becomes "12 points". */
    points: orNone((figure) => t('statistics.points', { points: pointsOf(figure) })),
    /** 0.5 becomes "0.50". */
    value: orNone((figure) => t('statistics.value', { value: hundredths(figure) })),
    /** 90,000 milliseconds become "1 min 30 s". */
    time: orNone((figure) => {
      const seconds = Math.round(figure / 1000)
      return t('statistics.time', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 })
    }),
  }
}

/** A part of 1 in whole percentage points. */
export const pointsOf = (figure: number) => Math.round(figure * 100)

/** Rounded, and never "-0". */
export const hundredths = (figure: number) => Math.round(figure * 100) / 100 + 0
