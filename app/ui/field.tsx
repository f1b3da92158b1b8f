import type { ReactNode } from 'react'

import { useT } from '#app/i18n/use-translation.tsx'

export type FieldProps = {
  name: string
  label: ReactNode
  hint?: ReactNode
  error?: readonly string[]
}

type FieldIds = { id: string; hintId: string; errorId: string }

type FieldParts = { label: ReactNode; hint?: ReactNode; error?: readonly string[]; children: ReactNode }

export function Field({ id, hintId, errorId, label, hint, error, children }: FieldIds & FieldParts) {
  return (
    <div className={fieldClass(error)}>
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      {hint && <Hint id={hintId}>{hint}</Hint>}
      <ErrorText id={errorId} error={error} />
      {children}
    </div>
  )
}

export function Hint({ id, children }: { id: string; children: ReactNode }) {
  return (
    <div className="field__hint" id={id}>
      {children}
    </div>
  )
}

export function ErrorText({ id, error = [] }: { id: string; error?: readonly string[] }) {
  const t = useT()
  if (error.length === 0) return null
  return (
    <div className="field__error" id={id}>
      {error.map((text) => (
        <p key={text}>
          <span className="visually-hidden">{t('ui.field.error')}</span> {text}
        </p>
      ))}
    </div>
  )
}

/** The id of a field's control, which the summary of errors links to. */
export function fieldId(name: string): string {
  return `field-${name}`
}

/** The ids of a field's parts, and the attributes that tie its control to them. */
export function describe({ name, hint, error = [] }: Omit<FieldProps, 'label'>) {
  const id = fieldId(name)
  const ids: FieldIds = { id, hintId: `${id}-hint`, errorId: `${id}-error` }
  const describedBy = [hint && ids.hintId, error.length > 0 && ids.errorId].filter(Boolean).join(' ')
  return {
    ...ids,
    control: {
      id,
      'aria-describedby': describedBy || undefined,
      'aria-invalid': error.length > 0 || undefined,
    },
  }
}

export function fieldClass(error: readonly string[] = []): string {
  return error.length > 0 ? 'field field--invalid' : 'field'
}
