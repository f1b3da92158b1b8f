import { useT, useTranslator } from '#app/i18n/use-translation.tsx'
import type { AuthoredAttributes } from '#app/ui/authored.tsx'
import { AuthoredHtml } from '#app/ui/prose.tsx'
import { type HotspotQuestion, isChoice, type Question } from '../question.ts'
import { HotspotPicture } from '../ui/hotspot-picture.tsx'
import { RightParts } from '../ui/question-solution.tsx'

type Props = { question: Question; authored: AuthoredAttributes }

/** What a question is answered with on paper: boxes to tick, lines to write on. Nothing tells what is right. */
export function PaperControls({ question, authored }: Props) {
  const t = useT()
  if (isChoice(question)) {
    const { kind, options } = question
    return (
      <>
        {kind !== 'single' && <p>{t(`question.hint.${kind}`)}</p>}
        {kind === 'hotspot' && <Places question={question} authored={authored} />}
        <Boxes texts={options.map(({ html }) => html)} isNumbered={kind === 'hotspot'} authored={authored} />
      </>
    )
  }
  switch (question.kind) {
    case 'order':
      return (
        <>
          <p>{t('question.paper.order', { count: question.items.length })}</p>
          <Boxes texts={question.items.map(({ html }) => html).sort()} authored={authored} />
        </>
      )
    case 'match':
    case 'classify':
      return (
        <>
          <p {...authored}>{t('question.paper.choose', { choices: [...question.targets].sort().join(' · ') })}</p>
          <ul>
            {question.rows.map(({ html }, index) => (
              <li key={index} {...authored}>
                <AuthoredHtml as="span" html={html} /> – {LINE}
              </li>
            ))}
          </ul>
        </>
      )
    case 'cloze':
      return (
        <div className="cloze" {...authored}>
          {question.paragraphs.map((runs, index) => (
            <p key={index}>
              {runs.map((run, place) =>
                'gap' in run ? (
                  <span key={place}>
                    {LINE} ({question.gaps[run.gap]?.choices.join(' / ')})
                  </span>
                ) : (
                  <AuthoredHtml as="span" key={place} html={run.html} />
                ),
              )}
            </p>
          ))}
        </div>
      )
    case 'short':
      return <p>{LINE}</p>
    case 'numeric':
      return (
        <p>
          {LINE} {question.unit}
        </p>
      )
  }
}

const LINE = '________________'

function Boxes({
  texts,
  isNumbered = false,
  authored,
}: {
  texts: readonly string[]
  isNumbered?: boolean
  authored: AuthoredAttributes
}) {
  return (
    <ul className="book__boxes">
      {texts.map((html, index) => (
        <li key={index}>
          {isNumbered && `${index + 1}. `}
          <AuthoredHtml as={isNumbered ? 'span' : 'div'} html={html} {...authored} />
        </li>
      ))}
    </ul>
  )
}

function Places({ question, authored }: { question: HotspotQuestion; authored: AuthoredAttributes }) {
  return <HotspotPicture pictureHtml={question.pictureHtml} regions={question.options} authored={authored} />
}

/** What is right, for the answers at the end of a document. */
export function PaperSolution({ question, authored }: Props) {
  const { number } = useTranslator()
  if (isChoice(question))
    return <Right answers={question.options.filter(({ correct }) => correct)} authored={authored} />
  if (question.kind !== 'short' && question.kind !== 'numeric') {
    return <RightParts question={question} authored={authored} />
  }
  const texts =
    question.kind === 'short'
      ? question.answers.filter(({ correct }) => correct).map(({ text }) => text)
      : question.answers.filter(({ correct }) => correct).map(({ value }) => `${number(value)} ${question.unit}`)
  return <p {...authored}>{texts.join(' · ')}</p>
}

function Right({
  answers,
  authored,
}: {
  answers: readonly { html: string; feedbackHtml: string }[]
  authored: AuthoredAttributes
}) {
  return answers.map(({ html, feedbackHtml }, index) => (
    <div key={index}>
      <AuthoredHtml className="check__stem" html={html} {...authored} />
      {feedbackHtml && <AuthoredHtml html={feedbackHtml} {...authored} />}
    </div>
  ))
}
