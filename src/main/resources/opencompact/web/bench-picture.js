import { html, svg } from "lit";
import { clock, day, number, unit, NONE } from "/web/format.js";
import { lightBarIn, UNLIT, words } from "/web/light-bar.js";

/** The simulated world as a drawing and in figures: true values, not what the station measures. */
export function benchPicture(bench, view, connected) {
  const light = connected && bench.powered && view ? view.light : UNLIT;
  const watts = bench.lines.reduce((sum, line) => sum + (line.watts ?? 0), 0);
  return html`
    <div class="picture values">
      <svg viewBox="0 0 480 190" role="img" aria-label=${inWords(bench, light, watts)}>
        ${supply(bench)} ${box(bench, light)} ${bench.cableAmperes === null ? "" : cable(bench, watts)}
        ${bench.car ? car(bench.car) : svg`<text class="faint" x="372" y="112" text-anchor="middle">No car is plugged in</text>`}
      </svg>
    </div>
    <dl class="tiles values">
      <div><dt>Time, ${day(bench.time)}</dt><dd>${clock(bench.time)}</dd></div>
      <div><dt>Pace</dt><dd>${bench.speed} ×</dd></div>
      <div><dt>Control pilot</dt>
        <dd>${number(bench.pilot.highVolts, 1)} / ${number(bench.pilot.lowVolts, 1)} V</dd>${wave(bench.pilot)}</div>
      <div><dt>Offer, duty</dt><dd>${offer(bench.pilot.dutyPercent)}, ${unit(bench.pilot.dutyPercent, 1, "%")}</dd></div>
      <div><dt>Residual AC / DC</dt>
        <dd>${number(bench.residualAcMilliamperes, 1)} / ${number(bench.residualDcMilliamperes, 1)} mA</dd></div>
      <div><dt>Temperatures</dt><dd>${bench.celsius.map((c) => number(c, 1)).join(" / ")} °C</dd></div>
      <div><dt>Lock</dt><dd>${bench.locked ? "in place" : "released"}</dd></div>
      <div><dt>Contacts</dt>
        <dd>${contacts(bench.contacts)}</dd></div>
    </dl>
    <table class="phases values">
      <thead><tr><th scope="col">Phase</th><th scope="col">Voltage</th><th scope="col">Current</th><th scope="col">Power</th></tr></thead>
      <tbody>
        ${bench.lines.map(
          (line) => html`<tr><th scope="row">${line.name}</th><td>${unit(line.volts, 1, "V")}</td>
            <td>${unit(line.amperes, 2, "A")}</td><td>${unit(kilo(line.watts), 2, "kW")}</td></tr>`,
        )}
      </tbody>
    </table>
  `;
}

function contacts(all) {
  const names = (closed) => all.filter((c) => c.closed === closed).map((c) => c.pole).join(" ");
  if (all.every((c) => c.closed)) return "all closed";
  return all.some((c) => c.closed) ? `${names(true)} closed, ${names(false)} open` : "all open";
}

const kilo = (watts) => (watts === null ? null : watts / 1000);

function inWords(bench, light, watts) {
  const car = bench.car
    ? `${bench.car.name} is plugged in, ${bench.car.state}, ${Math.round(bench.car.soc * 100)} percent`
    : "no car is plugged in";
  return `The station, light ${words(light)}; ${car}; ${(watts / 1000).toFixed(1)} kilowatt flow.`;
}

/** IEC 61851-1 Annex A: what a duty offers; nothing below 8 % and above 97 %. */
function offer(duty) {
  if (duty === null || duty < 8 || duty > 97) return "no offer";
  const amperes = duty < 10 ? 6 : duty <= 85 ? duty * 0.6 : Math.min(80, (duty - 64) * 2.5);
  return `${amperes.toFixed(1)} A`;
}

function supply(bench) {
  const live = bench.powered ? "line live" : "line";
  const poles = bench.contacts.length;
  return svg`
    <text class="faint" x="6" y="22">mains</text>
    ${bench.contacts.map((contact, k) => {
      const y = 56 + k * (poles > 2 ? 20 : 34);
      return svg`
        <text class="faint" x="6" y=${y + 4}>${contact.pole}</text>
        <path class=${live} d="M26 ${y}H104"></path>
        <path class=${live} d=${contact.closed ? `M104 ${y}H128` : `M104 ${y}l22 -9`}></path>
        <path class=${contact.closed ? live : "line"} d="M128 ${y}H150"></path>
        <circle cx="104" cy=${y} r="2.5" fill="currentColor"></circle>
        <circle cx="128" cy=${y} r="2.5" fill="currentColor"></circle>`;
    })}`;
}

function box(bench, light) {
  return svg`
    <rect class="body" x="78" y="12" width="116" height="150" rx="16" fill-opacity=".35"></rect>
    ${lightBarIn(light, 96, 24, 80)}
    <circle class="body" cx="172" cy="86" r="17"></circle>
    <circle cx="172" cy="86" r="8" class=${bench.locked ? "charge" : "glass"}></circle>
    <text class="faint" x="136" y="154" text-anchor="middle">${bench.locked ? "locked" : "unlocked"}</text>`;
}

function cable(bench, watts) {
  const path = bench.car ? "M180 86C215 180 250 178 290 122" : "M180 86C200 150 225 168 262 170";
  return svg`
    <path class="cable" d=${path}></path>
    ${watts > 50 ? svg`<path class="wire" d=${path} .style=${`--pace:${Math.max(0.25, 9 / Math.sqrt(watts / 100)).toFixed(2)}s`}></path>` : ""}
    <text class="faint" x="232" y="184" text-anchor="middle">${bench.cableAmperes ? `${bench.cableAmperes} A` : "no coding"}</text>`;
}

function car(plugged) {
  const soc = Math.max(0, Math.min(1, plugged.soc ?? 0));
  return svg`
    <path class="car" d="M286 122c0-16 8-22 26-25l24-4c14-18 28-27 52-27h16c24 0 38 10 50 28 12 2 18 9 18 20v8c0 6-3 9-9 9H295c-6 0-9-3-9-9Z"></path>
    <path class="glass" d="M346 93c10-12 20-18 40-18h8v18Zm56-18h4c16 0 27 6 36 18h-40Z"></path>
    <circle class="wheel" cx="324" cy="131" r="13"></circle><circle class="wheel" cx="430" cy="131" r="13"></circle>
    <rect class="body" x="342" y="104" width="74" height="14" rx="4"></rect>
    <rect class="charge" x="344" y="106" width=${(70 * soc).toFixed(1)} height="10" rx="2.5"></rect>
    <text class="strong" x="379" y="166" text-anchor="middle">${(soc * 100).toFixed(1)} %</text>
    <text class="faint" x="379" y="183" text-anchor="middle">${plugged.name}, ${plugged.state}</text>
    <text class="strong" x="379" y="50" text-anchor="middle">${plugged.watts === null ? NONE : `${(plugged.watts / 1000).toFixed(1)} kW`}</text>`;
}

/** Three periods of the pilot between +12 V and -12 V. */
function wave(pilot) {
  const y = (volts) => (13 - (volts ?? 0)).toFixed(1);
  const high = y(pilot.highVolts);
  const low = y(pilot.lowVolts);
  const duty = pilot.dutyPercent ?? 100;
  const steady = duty <= 0 || duty >= 100;
  const path = steady
    ? `M0 ${high}H90`
    : [0, 1, 2].map((k) => `${k ? "L" : "M"}${k * 30} ${high}H${k * 30 + duty * 0.3}V${low}H${k * 30 + 30}V${high}`).join("");
  return html`<svg class="wave" viewBox="0 0 90 26" preserveAspectRatio="none" aria-hidden="true"><path d=${path}></path></svg>`;
}
