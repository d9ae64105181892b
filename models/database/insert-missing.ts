/** How an insert begins that leaves a row as it is which is there already, by the dialect. */
export const insertMissing = { mysql: 'INSERT IGNORE INTO', sqlite: 'INSERT OR IGNORE INTO' } as const;
