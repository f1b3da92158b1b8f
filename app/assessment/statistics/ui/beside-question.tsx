import { useT } from '#app/i18n/use-translation.tsx'
import { Tag } from '#app/ui/page.tsx'
import type { BesideQuestion as Beside } from '../beside-questions.server.ts'
import { flagLabel } from '../flag-words.ts'
import { LEAST_SHOWN } from '../sitting.ts'
import { OptionTable } from './option-table.tsx'
import { QuestionFacts, QuestionFlags } from './question-figures.tsx'

type Props = { beside: Beside | null; number: number; language: string }

/** How a published question works, folded away below the one in the files. `beside` null: it is not published. */
export function BesideQuestion({ beside, number, language }: Props) {
  const t = useT()
  return (
    <details className="unfold statistics-question">
      <summary>
        {t('teach.preview.figures', { number })}{' '}
        {beside?.statistics.flags?.map((flag) => (
          <Tag key={flag.kind} tone="warning">
            {flagLabel(flag, t)}
          </Tag>
        ))}
      </summary>
      {beside === null ? (
        <p>{t('teach.preview.figuresNew')}</p>
      ) : (
        <Figures beside={beside} number={number} language={language} />
      )}
    </details>
  )
}

function Figures({ beside: { statistics, isSameWording }, number, language }: Props & { beside: Beside }) {
  const t = useT()
  const { asked } = statistics.figures
  const wording = <p>{t(isSameWording ? 'teach.preview.figuresSame' : 'teach.preview.figuresOther')}</p>
  if (asked < LEAST_SHOWN) {
    return (
      <>
        {!isSameWording && wording}
        <p>{t('teach.preview.figuresFew', { asked, least: LEAST_SHOWN })}</p>
      </>
    )
  }
  return (
    <>
      {wording}
      <QuestionFlags statistics={statistics} />
      <QuestionFacts statistics={statistics} />
      {isSameWording && <OptionTable statistics={statistics} number={number} language={language} />}
    </>
  )
}
