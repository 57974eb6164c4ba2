import { html } from "lit";
import { clock, number, prose, span } from "/web/format.js";

/** What only waits for the driver; nothing is wrong. */
const AWAITED = ["no-vehicle", "plug-in", "waiting-for-plug", "authorizing", "locking"];

/** The answer to "why does it not charge, or not faster", as the station orders it (LIM-1). */
export function whyList(view) {
  const rules = view.why.find((hold) => hold.kind === "limit");
  return html`<ol class="why">
    ${view.why.map(
      (hold) => html`<li class="${kind(hold)} ${hold === rules ? "rules" : ""}">
        <span class="value">${VALUE[kind(hold)] ?? `${number(hold.amperes, 1)} A`}</span>
        <p>${prose(hold.sentence)}</p>
        <span class="from">${from(hold, view.time)}</span>
      </li>`,
    )}
    ${view.why.length === 0 ? html`<li><span></span><p>Nothing blocks or limits charging.</p></li>` : ""}
  </ol>`;
}

const VALUE = { block: "blocks", wait: "waits" };

const kind = (hold) => (hold.kind === "block" && AWAITED.includes(hold.name) ? "wait" : hold.kind);

/** What passes by itself within the hour is counted down. */
const left = (hold, now) => (Date.parse(hold.until) - Date.parse(now)) / 1000;

function from(hold, now) {
  const parts = [hold.source];
  if (hold.since) parts.push(`since ${clock(hold.since, now)}`);
  if (hold.until) parts.push(`until ${clock(hold.until, now)}`);
  if (hold.until && left(hold, now) > 0 && left(hold, now) < 3600) parts.push(`${span(left(hold, now))} left`);
  return parts.join(" · ");
}
