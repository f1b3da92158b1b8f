import { useT } from '#app/i18n/use-translation.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section, Tag } from '#app/ui/page.tsx'
import { OFFICIAL_SYMBOL } from '../articles.ts'
import { languageNames, type OfficialLanguage } from '../official-language.ts'
import type { OfficialParagraph } from '../official-text.ts'
import type { OfficialEdition } from '../official-text-queries.server.ts'
import { EditionNote } from './edition-list.tsx'
import { LanguageLinks } from './language-links.tsx'
import { OfficialText } from './official-text.tsx'

/** An article's official text in one of the imported languages, where it comes from, and links to the others. */
export function OfficialSection({
  article,
  languages,
  edition,
  official,
}: {
  article: number
  languages: readonly OfficialLanguage[]
  /** The one shown; null when none is in the reader's language. */
  edition: OfficialEdition | null
  /** Null when that edition does not have the article. */
  official: { title: string; paragraphs: readonly OfficialParagraph[] } | null
}) {
  const t = useT()
  const language = edition && languageNames[edition.language]
  return (
    <Section
      title={t('convention.official.title')}
      id="official"
      actions={edition?.partial && <Tag tone="warning">{t('convention.official.partialTag')}</Tag>}
    >
      {(languages.length > 1 || !edition) && (
        <LanguageLinks article={article} languages={languages} shown={edition?.language ?? null} />
      )}
      {!edition && <p>{t('convention.official.otherLanguages')}</p>}
      {edition && official && <OfficialText language={edition.language} {...official} />}
      {edition && language && !official && (
        <Notice tone="warning">
          <p>{t('convention.official.notHere', { language })}</p>
        </Notice>
      )}
      {edition && language && (
        <p className="note">
          {t('convention.official.language', { language, symbol: OFFICIAL_SYMBOL })} <EditionNote edition={edition} />
        </p>
      )}
    </Section>
  )
}
