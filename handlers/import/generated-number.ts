/** Staff numbers that are made up for somebody whose own number is not known. */
export const isGenerated = (staffNumber: string) => /^IMP-\d+$/.test(staffNumber);
export const generated = (count: number) => `IMP-${String(count).padStart(4, '0')}`;
