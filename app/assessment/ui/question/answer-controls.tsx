import { type ReactNode, useId } from 'react'
import { useT } from '#app/i18n/use-translation.tsx'
import type { PosedQuestion } from '#app/content/question.ts'
import { HotspotPicture, PlaceNumber } from '#app/content/ui/hotspot-picture.tsx'
import type { AuthoredAttributes } from '#app/ui/authored.tsx'
import { AuthoredHtml } from '#app/ui/prose.tsx'
import { LONGEST_TYPED } from '../../answer.ts'
import { fieldName } from '../../posted-answers.ts'

/** The values of a question's fields, by part: see `AnswerFields`. */
export type GivenFields = Readonly<Record<string, readonly string[]>>

type ControlProps<Kind extends PosedQuestion['kind'] = PosedQuestion['kind']> = {
  question: Extract<PosedQuestion, { kind: Kind }>
  /** Under which the answer is sent; parts of it as `name.part`. */
  name: string
  given: GivenFields
  authored: AuthoredAttributes
}

/** What a question is answered with. The values are displayed places: they tell nothing. Stands in a fieldset that asks. */
export function AnswerControls({ question, ...rest }: ControlProps) {
  switch (question.kind) {
    case 'single':
    case 'multiple':
    case 'missing':
      return <Options question={question} {...rest} />
    case 'hotspot':
      return <Places question={question} {...rest} />
    case 'order':
      return <Ranks question={question} {...rest} />
    case 'match':
    case 'classify':
      return <Rows question={question} {...rest} />
    case 'cloze':
      return <Gaps question={question} {...rest} />
    case 'short':
    case 'numeric':
      return <Typed question={question} {...rest} />
  }
}

function Options({ question, name, given, authored }: ControlProps<'single' | 'multiple' | 'missing'>) {
  const t = useT()
  const { kind, options } = question
  const isSingle = kind === 'single'
  return (
    <>
      {!isSingle && <p className="field__hint">{t(`question.hint.${kind}`)}</p>}
      {!isSingle && <input type="hidden" name={name} />}
      <div className="check__options" {...authored}>
        {options.map((option, place) => (
          <label className="check__option" key={place}>
            <input
              type={isSingle ? 'radio' : 'checkbox'}
              name={name}
              value={place}
              defaultChecked={given['']?.includes(String(place))}
            />
            <AuthoredHtml as="span" html={option.html} />
          </label>
        ))}
      </div>
    </>
  )
}

function Places({ question, name, given, authored }: ControlProps<'hotspot'>) {
  const t = useT()
  const id = useId()
  const { pictureHtml, options } = question
  const fieldOf = (place: number) => `${id}${place}`
  return (
    <>
      <p className="field__hint">{t('question.hint.hotspot')}</p>
      <HotspotPicture
        pictureHtml={pictureHtml}
        regions={options.map(({ region }, place) => ({ region, field: fieldOf(place) }))}
        authored={authored}
      />
      <div className="check__options" {...authored}>
        {options.map((option, place) => (
          <label className="check__option" key={place}>
            <input
              id={fieldOf(place)}
              type="radio"
              name={name}
              value={place}
              defaultChecked={given['']?.includes(String(place))}
            />
            <span>
              <PlaceNumber place={place} /> <AuthoredHtml as="span" html={option.html} />
            </span>
          </label>
        ))}
      </div>
    </>
  )
}

function Ranks({ question, name, given, authored }: ControlProps<'order'>) {
  const t = useT()
  const ranks = question.items.map((_item, index) => String(index + 1))
  return (
    <>
      <p className="field__hint">{t('question.hint.order', { count: ranks.length })}</p>
      <ul className="parts">
        {question.items.map((item, place) => (
          <li key={place}>
            <label className="part">
              <Choice name={fieldName(name, String(place))} given={given[place]} empty={t('question.place')}>
                {ranks.map((rank) => (
                  <option key={rank}>{rank}</option>
                ))}
              </Choice>
              <AuthoredHtml as="span" className="part__text" html={item.html} {...authored} />
            </label>
          </li>
        ))}
      </ul>
    </>
  )
}

function Rows({ question, name, given, authored }: ControlProps<'match' | 'classify'>) {
  const t = useT()
  const { kind, heads, rows, targets } = question
  return (
    <>
      <p className="field__hint">{t(`question.hint.${kind}`)}</p>
      <ul className="parts" aria-label={heads.join(' – ')} {...authored}>
        {rows.map((row, index) => (
          <li key={index}>
            <label className="part part--wide">
              <AuthoredHtml as="span" className="part__text" html={row.html} />
              <Choice name={fieldName(name, String(index))} given={given[index]} empty={heads[1]}>
                {targets.map((target, place) => (
                  <option key={place} value={place}>
                    {target}
                  </option>
                ))}
              </Choice>
            </label>
          </li>
        ))}
      </ul>
    </>
  )
}

function Gaps({ question, name, given, authored }: ControlProps<'cloze'>) {
  const t = useT()
  const { paragraphs, gaps } = question
  return (
    <>
      <p className="field__hint">{t('question.hint.cloze')}</p>
      <div className="cloze" {...authored}>
        {paragraphs.map((runs, index) => (
          <p key={index}>
            {runs.map((run, place) =>
              'gap' in run ? (
                <Choice
                  key={place}
                  label={t('question.gap', { number: run.gap + 1 })}
                  name={fieldName(name, String(run.gap))}
                  given={given[run.gap]}
                  empty="…"
                >
                  {gaps[run.gap]?.map((choice, at) => (
                    <option key={at} value={at}>
                      {choice}
                    </option>
                  ))}
                </Choice>
              ) : (
                <AuthoredHtml as="span" key={place} html={run.html} />
              ),
            )}
          </p>
        ))}
      </div>
    </>
  )
}

function Choice({
  name,
  given,
  empty,
  label,
  children,
}: {
  name: string
  given: readonly string[] | undefined
  empty: string
  label?: string
  children: ReactNode
}) {
  return (
    <select className="input input--select" name={name} defaultValue={given?.[0] ?? ''} aria-label={label}>
      <option value="">{empty}</option>
      {children}
    </select>
  )
}

function Typed({ question, name, given }: ControlProps<'short' | 'numeric'>) {
  const t = useT()
  const isNumber = question.kind === 'numeric'
  return (
    <label className="part">
      <span>{t(isNumber ? 'question.number' : 'question.text')}</span>
      <input
        className={isNumber ? 'input input--short' : 'input'}
        type="text"
        inputMode={isNumber ? 'decimal' : undefined}
        name={name}
        defaultValue={given['']?.[0]}
        maxLength={LONGEST_TYPED}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        dir="auto"
      />
      {isNumber && question.unit && <span>{question.unit}</span>}
    </label>
  )
}
