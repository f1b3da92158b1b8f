import { Children, type ReactNode } from 'react'
import type { Translate } from '#app/i18n/translator.ts'
import type { Diagram as DiagramModel } from './diagram.ts'
import { DiagramSvg, shownWidth } from './diagram-svg.tsx'
import { drawGraph } from './draw-graph.ts'
import { drawSequence } from './draw-sequence.ts'
import { readDiagram } from './read-diagram.ts'

type Props = { title: string; alt: string; source: string; id: string; children?: ReactNode }

/** Wider drawings may not fit a small phone, in sizes of the text: they scroll, and take the focus for it. */
const FITS_ALWAYS = 15

/** Diagrams as pictures with their words. */
export function diagramComponents({ t }: { t: Translate }) {
  return {
    Diagram: ({ title, alt, source, id, children }: Props) => {
      const { diagram } = readDiagram(source)
      if (!diagram) throw new Error(`The diagram "${title}" cannot be read`)
      const drawing = draw(diagram)
      const scrolls = shownWidth(drawing) > FITS_ALWAYS
      return (
        <figure className="diagram">
          <figcaption id={`${id}-caption`}>{title}</figcaption>
          <div
            className="diagram__frame"
            {...(scrolls && { role: 'group', tabIndex: 0, 'aria-labelledby': `${id}-caption` })}
          >
            <DiagramSvg drawing={drawing} id={id} title={title} alt={alt} />
          </div>
          {Children.toArray(children).some((child) => typeof child !== 'string' || child.trim() !== '') && (
            <details>
              <summary>{t('content.diagram.description')}</summary>
              {children}
            </details>
          )}
        </figure>
      )
    },
  }
}

const draw = (diagram: DiagramModel) => (diagram.kind === 'sequence' ? drawSequence(diagram) : drawGraph(diagram))
