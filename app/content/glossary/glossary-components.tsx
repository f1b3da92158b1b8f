import type { ReactNode } from 'react'
import { articleHref } from '#app/convention/article-reference.ts'
import type { Translate } from '#app/i18n/translator.ts'
import { ReferenceTip } from '../compile/reference-tip.tsx'
import type { CompileContext } from '../compile/compile-context.ts'
import type { TermDefinition } from './term-definition.ts'
import { termHref } from './glossary.ts'
import type { TermUse } from './place-terms.ts'

/** Terms in the flow, and their list at the end of a lesson. */
export function glossaryComponents({ t, context: { terms } }: { t: Translate; context: CompileContext }) {
  const definitionOf = (id: string): TermDefinition => {
    const found = Object.hasOwn(terms, id) ? terms[id] : undefined
    if (!found) throw new Error(`The glossary has no term "${id}"`)
    return found
  }
  return {
    Term: ({ id, use, children }: { id: string; use: TermUse; children?: ReactNode }) => {
      const term = definitionOf(id)
      if (use === 'first') {
        const tip = [term.definition, sourceWords(term, t)].filter(Boolean).join(' ')
        return <ReferenceTip id={`tip-${id}`} className="term" label={children} tip={tip} />
      }
      return (
        <a className="term" href={use === 'again' ? `#${listAnchor(id)}` : termHref(id)}>
          {children}
        </a>
      )
    },
    TermList: ({ ids }: { ids: string }) => (
      <section className="terms" aria-labelledby="terms">
        <h2 id="terms">{t('content.term.list')}</h2>
        <dl>
          {ids.split(' ').map((id) => {
            const term = definitionOf(id)
            return (
              <div key={id}>
                <dt id={listAnchor(id)}>
                  <a href={termHref(id)}>{term.term}</a>
                </dt>
                <dd>
                  {term.definition} <Source term={term} t={t} />
                </dd>
              </div>
            )
          })}
        </dl>
      </section>
    ),
  }
}

const listAnchor = (id: string) => `terms-${id}`

/** Where the Convention defines a term, as a link; nothing when it does not. */
export function Source({ term, t }: { term: Pick<TermDefinition, 'article' | 'paragraph'>; t: Translate }) {
  if (term.article === null) return null
  return <a href={articleHref({ article: term.article, paragraph: null })}>{sourceWords(term, t)}</a>
}

function sourceWords({ article, paragraph }: Pick<TermDefinition, 'article' | 'paragraph'>, t: Translate): string {
  if (article === null) return ''
  return paragraph === null
    ? t('content.term.definedIn', { article })
    : t('content.term.definedInParagraph', { article, paragraph })
}
