/** What the browser carries: the id of a session, and nothing of what it holds. */
export interface Ticket {
  id: string;
}
