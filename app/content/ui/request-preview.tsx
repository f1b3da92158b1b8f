import { Fragment } from 'react'
import type { MessageKey } from '#app/i18n/catalogue.ts'
import { useT } from '#app/i18n/use-translation.tsx'
import type { AuthoredAttributes } from '#app/ui/authored.tsx'
import { Tag } from '#app/ui/page.tsx'
import { AuthoredHtml, Prose } from '#app/ui/prose.tsx'
import { elementOf } from '../request/request-kinds.ts'
import type { RequestTask, Rubric, RubricFact } from '../request/request-task.ts'

type Props = AuthoredAttributes & { request: RequestTask }

/** A drafting task with its rubrics, replies and model answers: for instructors alone. */
export function RequestPreview({ request: { id, title, kind, introHtml, basis, rubrics }, ...authored }: Props) {
  const t = useT()
  return (
    <section className="prose check" id={id} aria-labelledby={`${id}-q`}>
      <p className="eyebrow">
        {t('request.preview.eyebrow', { kind: t(`request.kind.${kind}`) })} · <code>{id}</code>
      </p>
      <h2 id={`${id}-q`} {...authored}>
        {title}
      </h2>
      <Prose html={introHtml} {...authored} />
      <h3>{t('request.basis')}</h3>
      <AuthoredHtml html={basis.stemHtml} {...authored} />
      <ul className="check__options quiz-review">
        {basis.options.map(({ key, html, correct, feedbackHtml }) => (
          <li className="check__option" key={key}>
            <AuthoredHtml html={html} {...authored} />
            {correct && <Tag tone="success">{t('request.preview.right')}</Tag>}
            <div className="check__feedback" data-correct={correct}>
              <Prose html={feedbackHtml} {...authored} />
            </div>
          </li>
        ))}
      </ul>
      {rubrics.map((rubric, index) => {
        const name = elementOf(kind, rubric.element)?.name
        return (
          <div key={rubric.element}>
            <h3>
              {t('request.page.element', { number: index + 1, name: name ? t(name) : rubric.element })}{' '}
              <code>{rubric.element}</code>
            </h3>
            <RubricPreview rubric={rubric} {...authored} />
          </div>
        )
      })}
    </section>
  )
}

const replies = [
  ['right', 'request.preview.replyRight'],
  ['incomplete', 'request.preview.replyIncomplete'],
  ['too-much', 'request.preview.replyTooMuch'],
] as const satisfies readonly (readonly [keyof Rubric['replies'], MessageKey])[]

function RubricPreview({ rubric, ...authored }: AuthoredAttributes & { rubric: Rubric }) {
  const t = useT()
  return (
    <dl>
      <dt>{t('request.preview.must')}</dt>
      <dd>
        <Facts facts={rubric.must} {...authored} />
      </dd>
      {rubric.mustNot.length > 0 && (
        <>
          <dt>{t('request.preview.mustNot')}</dt>
          <dd>
            <Facts facts={rubric.mustNot} {...authored} />
          </dd>
        </>
      )}
      <dt>{t('request.told.model')}</dt>
      <dd>
        <AuthoredHtml html={rubric.modelHtml} {...authored} />
      </dd>
      {replies.map(
        ([when, label]) =>
          rubric.replies[when] && (
            <Fragment key={when}>
              <dt>{t(label)}</dt>
              <dd>
                <AuthoredHtml html={rubric.replies[when]} {...authored} />
              </dd>
            </Fragment>
          ),
      )}
    </dl>
  )
}

function Facts({ facts, ...authored }: AuthoredAttributes & { facts: readonly RubricFact[] }) {
  return (
    <ul {...authored}>
      {facts.map(({ name, spellings, hintHtml }) => (
        <li key={name}>
          {name}{' '}
          {spellings.map((spelling) => (
            <span key={spelling}>
              <code>{spelling}</code>{' '}
            </span>
          ))}
          {hintHtml && <AuthoredHtml html={hintHtml} />}
        </li>
      ))}
    </ul>
  )
}
