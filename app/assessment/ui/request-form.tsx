import { LEGAL_BASIS } from '#app/content/request/request-kinds.ts'
import { LONGEST_ELEMENT } from '#app/content/request/request-task.ts'
import { useTranslator } from '#app/i18n/use-translation.tsx'
import type { AuthoredAttributes } from '#app/ui/authored.tsx'
import { Button, ButtonRow } from '#app/ui/button.tsx'
import { ChoiceGroup, type FieldErrors, Form, TextArea } from '#app/ui/form.tsx'
import { AuthoredHtml, Prose } from '#app/ui/prose.tsx'
import type { ElementView, RequestView } from '../request-view.ts'
import { RequestSign, RequestVerdict } from './request-verdict.tsx'

type Props = {
  view: RequestView
  errors: FieldErrors
  /** When the draft was saved that this form changes, milliseconds UTC; 0 for none. */
  seen: number
  /** The draft that was saved elsewhere meanwhile; null when none was. */
  theirs: RequestView | null
  authored: AuthoredAttributes
}

/** The draft: the choice of the legal basis and one box for each element, each with how it was marked last. */
export function RequestDraftForm({ view, errors, seen, theirs, authored }: Props) {
  const { t, dateTime } = useTranslator()
  const { basis, elements, savedAt } = view
  return (
    <Form hidden={{ seen: String(seen) }} noValidate>
      <div className="request__part">
        <ChoiceGroup
          kind="radio"
          name={LEGAL_BASIS}
          legend={t('request.basis')}
          hint={<AuthoredHtml html={basis.stemHtml} {...authored} />}
          error={errors[LEGAL_BASIS]}
          options={basis.options.map(({ key, html, chosen }) => ({
            value: key,
            label: <AuthoredHtml as="span" html={html} {...authored} />,
            checked: chosen,
          }))}
        />
        {basis.verdict && (
          <div className="request__verdict" data-status={basis.verdict.status}>
            <p>
              <RequestSign status={basis.verdict.status} />
            </p>
            {basis.verdict.replyHtml && <Prose html={basis.verdict.replyHtml} {...authored} />}
          </div>
        )}
        {theirs && <TheirBasis mine={view} theirs={theirs} authored={authored} />}
      </div>
      {elements.map((element, index) => (
        <div className="request__part" key={element.id}>
          <TextArea
            name={element.id}
            label={t('request.page.element', { number: index + 1, name: t(element.name) })}
            hint={t(element.ask)}
            error={errors[element.id]}
            defaultValue={element.text}
            dir="auto"
          />
          {theirs && <TheirText mine={element} theirs={theirs} />}
          {element.verdict && <RequestVerdict verdict={element.verdict} authored={authored} />}
        </div>
      ))}
      <p className="note">
        {savedAt > 0 && <>{t('request.page.savedAt', { time: dateTime(savedAt) })} </>}
        {t('request.page.kept', { most: LONGEST_ELEMENT })}
      </p>
      <ButtonRow>
        <Button variant="secondary" name="intent" value="save">
          {t('request.page.save')}
        </Button>
        <Button name="intent" value="mark">
          {t('request.page.mark')}
        </Button>
      </ButtonRow>
    </Form>
  )
}

function TheirText({ mine, theirs }: { mine: ElementView; theirs: RequestView }) {
  const { t } = useTranslator()
  const text = theirs.elements.find(({ id }) => id === mine.id)?.text ?? ''
  if (text === mine.text) return null
  return (
    <div className="request__theirs">
      <p>
        <strong>{t('request.conflict.theirs')}</strong>
      </p>
      {text ? (
        <p className="request__text" dir="auto" translate="no">
          {text}
        </p>
      ) : (
        <p>{t('request.conflict.nothing')}</p>
      )}
    </div>
  )
}

function TheirBasis({
  mine,
  theirs,
  authored,
}: {
  mine: RequestView
  theirs: RequestView
  authored: AuthoredAttributes
}) {
  const { t } = useTranslator()
  const chosen = theirs.basis.options.find((option) => option.chosen)
  if (!chosen || mine.basis.options.some(({ key, chosen: isMine }) => isMine && key === chosen.key)) return null
  return (
    <div className="request__theirs">
      <p>
        <strong>{t('request.conflict.theirs')}</strong>
      </p>
      <AuthoredHtml html={chosen.html} {...authored} />
    </div>
  )
}
