interface Told {
  readonly message?: string;
  readonly code?: string;
  readonly cause?: Told;
}

/** What went wrong, and why as far as that is known: for whoever reads what a command or a start printed. */
export function reasonOf(error: unknown): string {
  const { message, cause } = Object(error) as Told;
  // Where a name has several addresses, Node says of each why not, and of all of them nothing but a code.
  const why = cause?.message || cause?.code;
  return [message ?? String(error), why].filter(Boolean).join(' ');
}
