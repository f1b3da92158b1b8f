import { useTranslator } from '#app/i18n/use-translation.tsx'
import { ButtonLink } from '#app/ui/button.tsx'
import { Section } from '#app/ui/page.tsx'
import type { ReviewOutlook } from '../review/review-queries.server.ts'
import { MINUTES_A_QUESTION } from '../review/sitting.ts'

/** What a start page says of the review: an offer when questions are due, one line when some fall due later. */
export function ReviewOffer({ outlook: { due, nextAt } }: { outlook: ReviewOutlook }) {
  const { t, date, duration } = useTranslator()
  if (due === 0)
    return nextAt === null ? null : <p className="section">{t('review.offer.next', { date: date(nextAt) })}</p>
  return (
    <Section title={t('review.offer.title')}>
      <p>{t('review.offer.due', { count: due, time: duration(due * MINUTES_A_QUESTION) })}</p>
      <ButtonLink href="/learn/review" variant="secondary">
        {t('review.offer.begin')}
      </ButtonLink>
    </Section>
  )
}
