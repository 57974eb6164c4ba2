// How values look: always with their unit, and a dash for what nobody knows.

export const NONE = "—";

export const number = (value, digits = 0) =>
  value === null || value === undefined ? NONE : value.toFixed(digits);

export const unit = (value, digits, name) =>
  value === null || value === undefined ? NONE : `${value.toFixed(digits)} ${name}`;

/** A sentence of the station's, in which no line break parts a number from its unit. */
export const prose = (sentence) => (sentence ?? "").replace(/(\d) (A|kW|mA|V|°C|Hz)\b/g, "$1\u00a0$2");

/** Hours, minutes and seconds of a span. */
export function span(seconds) {
  const two = (n) => String(Math.floor(n)).padStart(2, "0");
  return `${Math.floor(seconds / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}`;
}

const CLOCK = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const DATE = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium" });

/** A time of day; with its day if that is not the day of the given time. */
export function clock(iso, today) {
  if (!iso) return NONE;
  const then = new Date(iso);
  const time = CLOCK.format(then);
  return today && DAY.format(new Date(today)) !== DAY.format(then) ? `${DAY.format(then)} ${time}` : time;
}

export const day = (iso) => (iso ? DATE.format(new Date(iso)) : "unknown");
