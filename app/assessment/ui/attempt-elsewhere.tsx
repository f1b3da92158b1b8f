import { useT } from '#app/i18n/use-translation.tsx'
import { Button } from '#app/ui/button.tsx'
import { Form } from '#app/ui/form.tsx'
import { Notice } from '#app/ui/notice.tsx'
import { AccessCodeField } from './access-code-field.tsx'

type Props = {
  asksCode: boolean
  codeError?: readonly string[]
  /** Fields of the form that could not be taken because of it: they are sent along. */
  carried: readonly (readonly [name: string, value: string])[]
}

/** In place of the questions, where an attempt belongs to another browser: it can be taken here. */
export function AttemptElsewhere({ asksCode, codeError, carried }: Props) {
  const t = useT()
  return (
    <>
      <Notice tone="warning" title={t('conditions.elsewhere')} role={carried.length > 0 ? 'alert' : undefined}>
        <p>{t('conditions.elsewhereText')}</p>
        <p>{t(carried.length > 0 ? 'conditions.elsewhereCarried' : 'conditions.elsewhereKept')}</p>
      </Notice>
      <Form hidden={{ intent: 'move' }}>
        {carried.map(([name, value], index) => (
          <input key={index} type="hidden" name={name} value={value} />
        ))}
        {asksCode && <AccessCodeField error={codeError} />}
        <Button>{t('conditions.move')}</Button>
      </Form>
    </>
  )
}
