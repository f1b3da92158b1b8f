import { useT } from '#app/i18n/use-translation.tsx'
import { Facts } from '#app/ui/page.tsx'
import type { Reliability } from '../quiz-figures.ts'
import { LEAST_SITTINGS } from '../sitting.ts'
import { hundredths, pointsOf } from './figures.ts'

/** How far results of a quiz can be relied on, or why that cannot be said. */
export function QuizReliability({ reliability }: { reliability: Reliability }) {
  const t = useT()
  if (reliability.status !== 'given') {
    return <Facts items={[{ label: t('statistics.reliability'), value: <WhyNot reliability={reliability} /> }]} />
  }
  const { alpha, error, attempts, questions } = reliability
  return (
    <Facts
      items={[
        {
          label: t('statistics.alpha'),
          value: t('statistics.alphaValue', { alpha: hundredths(alpha), attempts, questions }),
        },
        { label: t('statistics.error'), value: t('statistics.errorValue', { points: pointsOf(error) }) },
      ]}
    />
  )
}

function WhyNot({ reliability }: { reliability: Exclude<Reliability, { status: 'given' }> }) {
  const t = useT()
  switch (reliability.status) {
    case 'too-few':
      return <>{t('statistics.tooFew', { attempts: reliability.attempts, least: LEAST_SITTINGS })}</>
    case 'different-questions':
      return <>{t('statistics.differentQuestions')}</>
    case 'no-spread':
      return <>{t('statistics.noSpread')}</>
  }
}
