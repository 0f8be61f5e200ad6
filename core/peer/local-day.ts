/** Which day of the calendar it is where this device is: what people mean by today. YYYY-MM-DD. */
export function localDay(now: number): string {
  const date = new Date(now);
  const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  return [String(year).padStart(4, '0'), ...[month, day].map((part) => String(part).padStart(2, '0'))].join(
    '-',
  );
}
