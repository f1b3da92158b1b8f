import { directionOf } from '#app/i18n/locales.ts'
import type { OfficialLanguage } from '../official-language.ts'
import { anchorsOf, type OfficialParagraph } from '../official-text.ts'

/** The official words of an article, each paragraph and item with its anchor. */
export function OfficialText({
  language,
  title,
  paragraphs,
}: {
  language: OfficialLanguage
  title: string
  paragraphs: readonly OfficialParagraph[]
}) {
  const anchors = anchorsOf(paragraphs)
  return (
    <div className="prose official" lang={language} dir={directionOf(language)}>
      {title && <p className="official__title">{title}</p>}
      {paragraphs.map(({ label, depth, text }, position) => (
        <p
          key={position}
          id={anchors[position] ?? undefined}
          className={depth > 0 ? `official__item-${depth}` : undefined}
        >
          {label && <b>{label} </b>}
          {text}
        </p>
      ))}
    </div>
  )
}
