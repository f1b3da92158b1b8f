import { Fragment } from 'react'
import { languageNames, officialLanguageOf } from '#app/convention/official-language.ts'
import type { Translate } from '#app/i18n/translator.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { Authored, useAuthored } from '#app/ui/authored.tsx'
import type { Hit } from '../search/hit.ts'
import { TextRuns } from './text-runs.tsx'

/** The results of a page, the best first; the first is number `start`. */
export function SearchHits({ hits, start }: { hits: readonly Hit[]; start: number }) {
  return (
    <ol className="hits" start={start}>
      {hits.map((hit) => (
        <li key={hit.href + hit.kind}>
          <HitItem hit={hit} />
        </li>
      ))}
    </ol>
  )
}

function HitItem({ hit }: { hit: Hit }) {
  const t = useT()
  const authored = useAuthored(hit.language)
  return (
    <>
      <p className="eyebrow">
        {kindOf(hit, t)}
        {hit.course && hit.kind !== 'course' && (
          <>
            {' · '}
            <Authored language={hit.course.language}>{hit.course.title}</Authored>
          </>
        )}
      </p>
      <h2 {...authored}>
        <a href={hit.href}>
          <TextRuns runs={hit.title} />
          {hit.heading.length > 0 && (
            <>
              {': '}
              <TextRuns runs={hit.heading} />
            </>
          )}
        </a>
      </h2>
      <p {...authored}>
        <TextRuns runs={hit.passage} />
      </p>
      {hit.also.length > 0 && (
        <p>
          {t('search.also')}{' '}
          {hit.also.map(({ href, heading }, index) => (
            <Fragment key={href}>
              {index > 0 && ' · '}
              <a href={href} {...authored}>
                {heading}
              </a>
            </Fragment>
          ))}
        </p>
      )}
    </>
  )
}

function kindOf({ kind, article, isOfficial, language }: Hit, t: Translate): string {
  if (kind !== 'article') return t(`search.kind.${kind}`)
  const number = article ?? 0
  const official = isOfficial ? officialLanguageOf(language) : null
  return official
    ? t('search.articleOfficial', { number, language: languageNames[official] })
    : t('search.articleSummary', { number })
}
