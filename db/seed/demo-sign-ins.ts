import type { Grant } from '#app/identity/viewer.ts'

/** People to sign in as. `programme` is the place, from 0, of the one that a manager manages; without it, all of them. */
export const demoSignIns = [
  { role: 'Trainee', username: 'demo-trainee', grants: [] },
  { role: 'Instructor', username: 'demo-instructor', grants: ['instructor'] },
  { role: 'Manager of one programme', username: 'demo-manager', grants: ['manager'], programme: 0 },
  { role: 'Manager of all programmes', username: 'demo-head', grants: ['manager'] },
  { role: 'Administrator', username: 'demo-admin', grants: ['administrator'] },
] as const satisfies { role: string; username: string; grants: Grant['role'][]; programme?: number }[]
