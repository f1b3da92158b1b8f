import type { ReactNode } from 'react'

export type ButtonVariant = 'primary' | 'secondary' | 'danger' | 'quiet'

type ButtonProps = {
  variant?: ButtonVariant
  name?: string
  value?: string
  children: ReactNode
}

export function Button({ variant = 'primary', children, ...attributes }: ButtonProps) {
  return (
    <button className={`button button--${variant}`} type="submit" {...attributes}>
      {children}
    </button>
  )
}

type ButtonLinkProps = {
  href: string
  variant?: ButtonVariant
  children: ReactNode
  /** The answer is a file to be saved. */
  download?: boolean
}

export function ButtonLink({ href, variant = 'primary', children, download }: ButtonLinkProps) {
  return (
    <a className={`button button--${variant}`} href={href} download={download}>
      {children}
    </a>
  )
}

export function ButtonRow({ children }: { children: ReactNode }) {
  return <div className="button-row">{children}</div>
}
