import { useT } from '#app/i18n/use-translation.tsx'
import { HotspotPicture, PlaceNumber } from '#app/content/ui/hotspot-picture.tsx'
import type { AuthoredAttributes } from '#app/ui/authored.tsx'
import { Tag } from '#app/ui/page.tsx'
import { AuthoredHtml, Prose } from '#app/ui/prose.tsx'
import type { ReviewedBody, ReviewedPart } from '../../review-answer.ts'

type ReviewProps<Kind extends ReviewedBody['kind'] = ReviewedBody['kind']> = {
  body: Extract<ReviewedBody, { kind: Kind }>
  authored: AuthoredAttributes
}

/** What was answered, part by part, and what is right as far as it may be told. */
export function AnswerReview({ body, authored }: ReviewProps) {
  switch (body.kind) {
    case 'choice':
      return <Options body={body} authored={authored} />
    case 'order':
      return <Items body={body} authored={authored} />
    case 'match':
      return <Rows body={body} authored={authored} />
    case 'cloze':
      return <Gaps body={body} authored={authored} />
    case 'typed':
      return <Typed body={body} authored={authored} />
  }
}

function Options({ body, authored }: ReviewProps<'choice'>) {
  return (
    <>
      {body.pictureHtml && (
        <HotspotPicture
          pictureHtml={body.pictureHtml}
          regions={body.options.flatMap(({ region, chosen, correct }) => {
            const state = correct === true ? 'right' : chosen ? 'wrong' : undefined
            return region ? [{ region, state }] : []
          })}
          authored={authored}
        />
      )}
      <OptionList body={body} authored={authored} />
    </>
  )
}

function OptionList({ body: { options }, authored }: ReviewProps<'choice'>) {
  const t = useT()
  return (
    <ul className="check__options quiz-review">
      {options.map(({ html, chosen, correct, feedbackHtml, region }, place) => (
        <li className="check__option" key={place}>
          {region && <PlaceNumber place={place} />}
          <Prose html={html} {...authored} />
          {(chosen || correct) && (
            <p className="quiz-review__signs">
              {chosen && (
                <Tag tone={correct ? 'success' : 'danger'}>
                  {t(correct ? 'question.chosenRight' : 'question.chosenWrong')}
                </Tag>
              )}
              {correct && !chosen && <Tag tone="success">{t('learn.result.rightAnswer')}</Tag>}
            </p>
          )}
          {feedbackHtml && (
            // What concerns the person's own choice stands out; the rest is there to be read.
            <div
              className={chosen ? 'check__feedback' : 'quiz-review__note'}
              data-correct={chosen ? (correct ?? undefined) : undefined}
            >
              <Prose html={feedbackHtml} {...authored} />
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

function Items({ body: { items }, authored }: ReviewProps<'order'>) {
  const t = useT()
  return (
    <ul className="check__options quiz-review">
      {items.map(({ html, given, right, isRight }, index) => (
        <li className="check__option" key={index}>
          <Prose html={html} {...authored} />
          <p className="quiz-review__signs">
            <Tag tone={isRight ? 'success' : 'danger'}>
              {t(isRight ? 'question.isRight' : 'question.isWrong')}{' '}
              {given === null ? t('question.noPlace') : t('question.yourPlace', { place: given })}
            </Tag>{' '}
            {right !== null && !isRight && <Tag tone="success">{t('question.rightPlace', { place: right })}</Tag>}
          </p>
        </li>
      ))}
    </ul>
  )
}

function Rows({ body: { rows }, authored }: ReviewProps<'match'>) {
  return (
    <ul className="check__options quiz-review">
      {rows.map(({ html, ...part }, index) => (
        <li className="check__option" key={index}>
          <Prose html={html} {...authored} />
          <p className="quiz-review__signs">
            <PartSigns part={part} authored={authored} />
          </p>
        </li>
      ))}
    </ul>
  )
}

function Gaps({ body: { paragraphs }, authored }: ReviewProps<'cloze'>) {
  return (
    <div className="cloze">
      {paragraphs.map((pieces, index) => (
        <p key={index} {...authored}>
          {pieces.map((piece, place) =>
            'html' in piece ? (
              <AuthoredHtml as="span" key={place} html={piece.html} />
            ) : (
              <PartSigns key={place} part={piece} authored={authored} />
            ),
          )}
        </p>
      ))}
    </div>
  )
}

function PartSigns({
  part: { given, right, isRight },
  authored,
}: {
  part: ReviewedPart
  authored: AuthoredAttributes
}) {
  const t = useT()
  return (
    <>
      <Tag tone={isRight ? 'success' : 'danger'}>
        {t(isRight ? 'question.isRight' : 'question.isWrong')}{' '}
        {given === null ? t('question.open') : <span {...authored}>{given}</span>}
      </Tag>{' '}
      {right !== null && !isRight && (
        <Tag tone="success">
          {t('learn.result.rightAnswer')}: <span {...authored}>{right}</span>
        </Tag>
      )}
    </>
  )
}

function Typed({ body: { given, unit, isRight, right, feedbackHtml }, authored }: ReviewProps<'typed'>) {
  const t = useT()
  return (
    <div className="quiz-review">
      <p className="quiz-review__signs">
        <Tag tone={isRight ? 'success' : 'danger'}>{t(isRight ? 'question.isRight' : 'question.isWrong')}</Tag>{' '}
        <span>{given === '' ? t('question.open') : <bdi>{given}</bdi>}</span>
      </p>
      {right !== null && (!isRight || right.length > 1) && (
        <p>
          {t('learn.result.rightAnswer')}:{' '}
          <span {...authored}>
            {right.join(' · ')} {unit}
          </span>
        </p>
      )}
      {feedbackHtml && (
        <div className="check__feedback" data-correct={isRight}>
          <Prose html={feedbackHtml} {...authored} />
        </div>
      )}
    </div>
  )
}
