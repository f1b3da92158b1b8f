import { safePath } from './require-viewer.server.ts'

/**
 * The page of registration for a stranger who wanted to go to `next`. Who came by the address that joins a cohort
 * brings its code along, which is an enrolment key.
 */
export function registerHref(next: string | null): string {
  const path = safePath(next, '')
  if (path === '') return '/register'
  const wanted = new URL(path, 'http://site.invalid')
  const code = wanted.pathname === '/join' ? wanted.searchParams.get('code') : null
  const query = new URLSearchParams(code ? { key: code } : { next: path })
  return `/register?${query}`
}
