import { Tag } from '#app/ui/page.tsx'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import { ARTICLE_COUNT } from '../article-reference.ts'
import { languageNames } from '../official-language.ts'
import type { OfficialEdition } from '../official-text-queries.server.ts'

/** Which languages of the official text were imported, when, from which file, and whether all of it. */
export function EditionList({ editions }: { editions: readonly OfficialEdition[] }) {
  const { t } = useTranslator()
  return (
    <ul>
      {editions.map((edition) => (
        <li key={edition.language}>
          <span lang={edition.language}>{languageNames[edition.language]}</span>{' '}
          {edition.partial && <Tag tone="warning">{t('convention.official.partialTag')}</Tag>}{' '}
          <EditionNote edition={edition} />
        </li>
      ))}
    </ul>
  )
}

/** "Imported on … from the file …", and which part of the text it is. */
export function EditionNote({ edition }: { edition: OfficialEdition }) {
  const { t, date } = useTranslator()
  const { importedAt, source, partial, range } = edition
  return (
    <>
      {t('convention.official.imported', { day: date(importedAt), file: source })}{' '}
      {partial && t('convention.official.partial', { range, count: ARTICLE_COUNT })}
    </>
  )
}
