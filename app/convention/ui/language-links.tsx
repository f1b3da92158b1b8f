import { useT } from '#app/i18n/use-translation.tsx'
import { directionOf } from '#app/i18n/locales.ts'
import { languageNames, type OfficialLanguage } from '../official-language.ts'

/** Links to the same article in each imported language; the one shown is no link. */
export function LanguageLinks({
  article,
  languages,
  shown,
}: {
  article: number
  languages: readonly OfficialLanguage[]
  shown: OfficialLanguage | null
}) {
  const t = useT()
  return (
    <nav aria-label={t('convention.official.languages')}>
      <ul className="official__languages">
        {languages.map((language) => {
          const name = (
            <span lang={language} dir={directionOf(language)}>
              {languageNames[language]}
            </span>
          )
          return (
            <li key={language}>
              {language === shown ? (
                <strong aria-current="true">{name}</strong>
              ) : (
                <a href={`/convention/${article}?text=${language}#official`} hrefLang={language}>
                  {name}
                </a>
              )}
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
