import { useT } from '#app/i18n/use-translation.tsx'
import type { AuthoredAttributes } from '#app/ui/authored.tsx'
import { Prose } from '#app/ui/prose.tsx'

/** The case file, at hand while one drafts: beside the form on a wide screen, above it on a phone. It can be closed. */
export function RequestCase({ html, authored }: { html: string; authored: AuthoredAttributes }) {
  const t = useT()
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- on a wide screen it scrolls, by keyboard too
    <div className="request__case" role="group" aria-labelledby="case-file" tabIndex={0}>
      <details open>
        <summary>
          <h2 id="case-file">{t('request.page.caseFile')}</h2>
        </summary>
        <Prose html={html} {...authored} />
      </details>
    </div>
  )
}
