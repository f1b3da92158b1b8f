import type { Grant } from '#app/identity/viewer.ts'

/**
 * People to sign in as. `programme` is the place, from 0, of the one that a manager manages; `over` the country or agency
 * a role is held over, the first of the demonstration, where that person works, too. Without either, the whole platform.
 */
export const demoSignIns = [
  { role: 'Trainee', username: 'demo-trainee', grants: [] },
  { role: 'Instructor', username: 'demo-instructor', grants: ['instructor'] },
  { role: 'Manager of one programme', username: 'demo-manager', grants: ['manager'], programme: 0 },
  { role: 'Manager of all programmes', username: 'demo-head', grants: ['manager'] },
  { role: 'Local supervisor', username: 'demo-supervisor', grants: ['supervisor'], over: 'agency' },
  { role: 'Administrator of one country', username: 'demo-country-admin', grants: ['administrator'], over: 'country' },
  { role: 'Administrator', username: 'demo-admin', grants: ['administrator'] },
] as const satisfies {
  role: string
  username: string
  grants: Grant['role'][]
  programme?: number
  over?: 'country' | 'agency'
}[]
