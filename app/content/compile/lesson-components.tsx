import type { ReactNode } from 'react'
import type { Translate } from '#app/i18n/translator.ts'
import { diagramComponents } from '../diagram/diagram-components.tsx'
import { glossaryComponents } from '../glossary/glossary-components.tsx'
import { mediaComponents } from '../media/media-components.tsx'
import { quoteComponents } from '../quotes/quote-components.tsx'
import { articleComponent } from './article-component.tsx'
import type { CompileContext } from './compile-context.ts'

type Titled = { title?: string; children?: ReactNode }

export type RenderContext = {
  /** Speaks the language of the course. */
  t: Translate
  context: CompileContext
}

/** The components of the dialect as HTML. */
export function lessonComponents({ t, context }: RenderContext) {
  return {
    ...diagramComponents({ t }),
    ...glossaryComponents({ t, context }),
    ...mediaComponents({ t, context }),
    ...quoteComponents({ t, language: context.language }),
    Article: articleComponent({ t, language: context.language }),
    Callout,
    CaseFile,
    Steps: ({ children }: { children?: ReactNode }) => <div className="steps">{children}</div>,
    Timeline: ({ children }: { children?: ReactNode }) => <div className="timeline">{children}</div>,
    Compare: ({ children }: { children?: ReactNode }) => <div className="compare">{children}</div>,
  }
}

function Callout({ tone, title, children }: Titled & { tone: string }) {
  return (
    <div className="callout" data-tone={tone} role="note" aria-label={title}>
      {title && <p className="callout__title">{title}</p>}
      {children}
    </div>
  )
}

function CaseFile({ title, children }: Titled) {
  return (
    <div className="case-file" role="group" aria-label={title}>
      <p className="case-file__title">{title}</p>
      {children}
    </div>
  )
}
