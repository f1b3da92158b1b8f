import { useTranslator } from '#app/i18n/use-translation.tsx'
import { useAuthored } from '#app/ui/authored.tsx'
import { Tag } from '#app/ui/page.tsx'
import { RARE } from '../similar-answers.ts'
import type { AlikePerson, AlikeReport } from '../similar-answers-queries.server.ts'

type Pair = AlikeReport['pairs'][number]

/** Smaller expectations are not written out: their digits would look like knowledge. */
const TINY = 0.001

/** Two people whose answers are alike: the figures in words, and the answers that they share. */
export function AlikePair({ pair, language }: { pair: Pair; language: string }) {
  const { t, number } = useTranslator()
  const authored = useAuthored(language)
  const { people, bothWrong, sameWrong, different, expected, overlapped, sameAddress, shared } = pair
  const address = sameAddress === null ? 'unknown' : sameAddress ? 'yes' : 'no'
  return (
    <article className="card">
      <h3>
        <PersonName person={people[0]} /> · <PersonName person={people[1]} />{' '}
        {expected < RARE && <Tag tone="warning">{t('similarity.rare')}</Tag>}
      </h3>
      <p>{t('similarity.figures', { same: number(sameWrong), both: bothWrong, different })}</p>
      <p>
        {expected < TINY
          ? t('similarity.expectedTiny')
          : t('similarity.expected', { expected: number(Number(expected.toPrecision(2))) })}{' '}
        {t(`similarity.overlap.${overlapped ? 'yes' : 'no'}`)} {t(`similarity.address.${address}`)}
      </p>
      <details>
        <summary>{t('similarity.shared')}</summary>
        <dl>
          {shared.map(({ number: place, question, answer }) => (
            <div key={question}>
              <dt>
                {place === null ? t('similarity.answerGone') : t('similarity.answer', { number: place })}:{' '}
                <span {...authored}>{question}</span>
              </dt>
              <dd {...authored}>{answer.join(' · ')}</dd>
            </div>
          ))}
        </dl>
      </details>
    </article>
  )
}

function PersonName({ person: { name, username } }: { person: AlikePerson }) {
  return (
    <>
      <bdi>{name}</bdi> (<bdi>{username}</bdi>)
    </>
  )
}
