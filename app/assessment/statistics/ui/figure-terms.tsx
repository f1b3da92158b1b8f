import { useT } from '#app/i18n/use-translation.tsx'
import { Facts } from '#app/ui/page.tsx'

const terms = ['facility', 'itemRest', 'discrimination', 'unanswered', 'time', 'alpha', 'deviation', 'error'] as const

/** What each figure means, in plain words, folded away. */
export function FigureTerms() {
  const t = useT()
  return (
    <details className="unfold">
      <summary>{t('statistics.terms')}</summary>
      <Facts
        items={terms.map((term) => ({
          label: t(`statistics.term.${term}`),
          value: t(`statistics.explain.${term}`),
        }))}
      />
    </details>
  )
}
