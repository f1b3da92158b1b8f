import { type LegacyEncoding } from '#app/csv/decode-file.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import { ButtonLink, ButtonRow } from '#app/ui/button.tsx'
import { Section } from '#app/ui/page.tsx'

/** `rows` are the header and the first rows, read in this way; null where they cannot be. */
export type LettersPreview = { letters: LegacyEncoding; rows: string[][] | null; href: string }

/** The first rows of a file as each of the old encodings has them: a person sees which is right. */
export function LettersChoice({ previews }: { previews: readonly LettersPreview[] }) {
  const t = useT()
  return (
    <>
      {previews.map(({ letters, rows, href }) => (
        <Section key={letters} title={t(`peopleFiles.letters.${letters}`)}>
          {rows ? (
            <>
              {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a wide table scrolls, by keyboard too */}
              <div className="table-scroll" tabIndex={0} role="group" aria-label={t(`peopleFiles.letters.${letters}`)}>
                <table>
                  <tbody>
                    {rows.map((cells, row) => (
                      <tr key={row}>
                        {cells.map((cell, column) => (
                          <td key={column}>
                            <bdi>{cell}</bdi>
                          </td>
                        ))}
                      </tr>
                    ))}
                  </tbody>
                </table>
              </div>
              <ButtonRow>
                <ButtonLink href={href} variant="secondary">
                  {t('peopleFiles.letters.choose')}
                </ButtonLink>
              </ButtonRow>
            </>
          ) : (
            <p>{t('peopleFiles.letters.cannot')}</p>
          )}
        </Section>
      ))}
    </>
  )
}
