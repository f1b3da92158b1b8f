import type { ReactNode } from 'react'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import type { AuthoredAttributes } from '#app/ui/authored.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { Section } from '#app/ui/page.tsx'
import { Prose } from '#app/ui/prose.tsx'
import type { RequestView } from '../request-view.ts'
import { RequestSign } from './request-verdict.tsx'

type Props = { view: RequestView; authored: AuthoredAttributes }

/** What came of a marked draft, and the letter that the one who receives it would send. */
export function RequestResult({ view, authored }: Props) {
  const { t, dateTime } = useTranslator()
  const { marked } = view
  if (!marked) return null
  const isAllRight = marked.right === marked.total
  const told = isAllRight
    ? 'request.result.all'
    : marked.submission > 1
      ? 'request.result.later'
      : 'request.result.first'
  return (
    <Section id="result" title={t('request.result.title')}>
      {marked.olderWording && <Notice tone="warning">{t('request.result.older')}</Notice>}
      {marked.edited && <Notice tone="info">{t('request.result.edited')}</Notice>}
      <Notice
        tone={isAllRight ? 'success' : 'warning'}
        title={t('request.result.count', { right: marked.right, total: marked.total })}
      >
        <p>{t(told)}</p>
        <p>{t('request.result.time', { number: marked.submission, time: dateTime(marked.at) })}</p>
      </Notice>
      <Letter view={view} authored={authored} />
    </Section>
  )
}

function Letter({ view: { kind, title, basis, elements }, authored }: Props) {
  const { t } = useTranslator()
  const { verdict } = basis
  return (
    <section className="request-letter" aria-labelledby="letter">
      <h3 id="letter">{t('request.letter.title', { kind })}</h3>
      <p>
        {t('request.letter.from', { kind })}
        <br />
        {t('request.letter.about', { title })}
      </p>
      <dl>
        {verdict && (
          <Reply name={t('request.basis')} sign={<RequestSign status={verdict.status} />} authored={authored}>
            {verdict.replyHtml || t('request.told.noBasis')}
          </Reply>
        )}
        {elements.map(
          ({ id, name, verdict: of }, index) =>
            of && (
              <Reply
                key={id}
                name={t('request.page.element', { number: index + 1, name: t(name) })}
                sign={<RequestSign status={of.status} />}
                authored={authored}
              >
                {of.replyHtml || t(of.status === 'copied' ? 'request.told.copied' : 'request.told.empty')}
              </Reply>
            ),
        )}
      </dl>
    </section>
  )
}

type ReplyProps = { name: string; sign: ReactNode; children: string; authored: AuthoredAttributes }

/** `children` is an author's finished HTML, or a sentence of the page where there is none. */
function Reply({ name, sign, children, authored }: ReplyProps) {
  return (
    <div>
      <dt>
        {name} {sign}
      </dt>
      <dd>{children.startsWith('<') ? <Prose html={children} {...authored} /> : <p>{children}</p>}</dd>
    </div>
  )
}
