import { html } from "lit";
import { clock, number } from "/web/format.js";

/** The answer to "why does it not charge, or not faster", as the station orders it (LIM-1). */
export function whyList(view) {
  const rules = view.why.find((hold) => hold.kind === "limit");
  return html`<ol class="why">
    ${view.why.map(
      (hold) => html`<li class="${hold.kind} ${hold === rules ? "rules" : ""}">
        <span class="value">${hold.kind === "block" ? "blocks" : `${number(hold.amperes, 1)} A`}</span>
        <p>${hold.sentence}</p>
        <span class="from">${from(hold, view.time)}</span>
      </li>`,
    )}
    ${view.why.length === 0 ? html`<li><span></span><p>Nothing blocks or limits charging.</p></li>` : ""}
  </ol>`;
}

function from(hold, now) {
  const parts = [hold.source];
  if (hold.since) parts.push(`since ${clock(hold.since, now)}`);
  if (hold.until) parts.push(`until ${clock(hold.until, now)}`);
  return parts.join(" · ");
}
