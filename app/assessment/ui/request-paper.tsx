import type { RequestKind } from '#app/content/request/request-kinds.ts'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import type { AuthoredAttributes } from '#app/ui/authored.tsx'
import { Facts } from '#app/ui/page.tsx'
import { AuthoredHtml } from '#app/ui/prose.tsx'
import type { RequestView } from '../request-view.ts'

type Props = {
  view: Pick<RequestView, 'title' | 'basis' | 'elements'> & { kind: RequestKind; savedAt: number }
  /** Who drafted it. */
  name: string
  authored: AuthoredAttributes
}

/** A draft as a document. What it must not be taken for stands on every sheet: see request.css. */
export function RequestPaper({ view: { title, kind, basis, elements, savedAt }, name, authored }: Props) {
  const { t, date } = useTranslator()
  const chosen = basis.options.find((option) => option.chosen)
  return (
    <article className="request-paper">
      <p className="request-paper__mark">{t('request.print.training')}</p>
      <div className="request-paper__sheet">
        <header>
          <p className="eyebrow">{t(`request.kind.${kind}`)}</p>
          <h1 {...authored}>{title}</h1>
          <Facts
            items={[
              { label: t('request.print.date'), value: savedAt > 0 ? date(savedAt) : t('request.print.nothing') },
              { label: t('request.print.drafted'), value: <bdi>{name}</bdi> },
              {
                label: t('request.basis'),
                value: chosen ? <AuthoredHtml html={chosen.html} {...authored} /> : t('request.print.nothing'),
              },
            ]}
          />
        </header>
        {elements.map(({ id, name: heading, text }, index) => (
          <section key={id}>
            <h2>{t('request.page.element', { number: index + 1, name: t(heading) })}</h2>
            {text.trim() ? (
              <p className="request__text" dir="auto" translate="no">
                {text.trim()}
              </p>
            ) : (
              <p>{t('request.print.nothing')}</p>
            )}
          </section>
        ))}
      </div>
      <p className="request-paper__mark request-paper__mark--end">{t('request.print.training')}</p>
    </article>
  )
}
