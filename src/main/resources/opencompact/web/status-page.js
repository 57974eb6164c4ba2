import { html } from "lit";
import { get, post } from "/web/api.js";
import { clock, number, prose, span, unit, NONE } from "/web/format.js";
import { lightBar, UNLIT } from "/web/light-bar.js";
import { live } from "/web/live.js";
import { Lively } from "/web/page.js";
import { whyList } from "/web/why-list.js";
import "/web/owner-dialog.js";

const HEADLINES = {
  Available: "Available", Preparing: "Preparing", Charging: "Charging", SuspendedEV: "Paused by the car",
  SuspendedEVSE: "Paused by the station", Finishing: "Finished", Reserved: "Reserved",
  Unavailable: "Unavailable", Faulted: "Fault",
};

const EV = {
  A: "Disconnected", B: "Connected", C: "Connected, wants energy", D: "Connected, wants energy and ventilation",
  E: "Error on the control pilot", F: "Not available",
};

const BACK_OFFICE = {
  none: "Not set", offline: "Disconnected", connecting: "Connecting", registering: "Registering",
  pending: "Pending", rejected: "Rejected", online: "Connected",
};

/** What the driver may override (OFF-3, OFF-4). */
const WAIVED = ["charge-off-period", "random-delay"];

/** Device Status and Control (WEB-1). */
class StatusPage extends Lively {
  render() {
    const view = live.view;
    if (!view) {
      return html`<div class="head"><h1>Device Status and Control</h1></div>
        <p class="soft">Waiting for the station's first picture.</p>`;
    }
    const powered = live.bench?.powered ?? true;
    return html`
      <div class="head">
        <h1>Device Status and Control</h1>
        <button ?disabled=${!live.connected} @click=${this.#restart}>RESTART</button>
        <button @click=${this.#refresh}>REFRESH</button>
      </div>
      <div class=${powered ? "" : "stale"}>${this.#hero(view, powered)}
        <div class="cards two">
          ${view.faults.length ? faults(view) : ""}
          <section class="card" aria-labelledby="why"><h2 id="why">Why</h2>
            <div class="values">${whyList(view)}</div></section>
          ${deviceStatus(view)} ${this.#control(view)} ${measurements(view)}
        </div>
      </div>
      <owner-dialog></owner-dialog>
    `;
  }

  #hero(view, powered) {
    const shown = live.connected && powered;
    const headline = !live.connected ? "No connection" : !powered ? "No power" : HEADLINES[view.status];
    const sentence = !live.connected
      ? `Last known: ${HEADLINES[view.status]}. ${view.sentence}`
      : powered ? view.sentence : "The mains are off, so the station is off. Restore the power on the Bench page.";
    const charge = view.transaction;
    return html`<section class="card hero" aria-label="Now">
      ${lightBar(shown ? view.light : UNLIT)}
      <div class="body">
        <div>
          <p class="state" role="status">${headline}</p>
          <p class="sentence">${prose(sentence)}</p>
          ${view.startDelay ? html`<p class="sentence">${span(view.startDelay.seconds)} to go.</p>` : ""}
        </div>
        <dl class="figures values">
          <div><dt>Power</dt><dd>${figure(view.watts, "kW")}</dd></div>
          <div><dt>Energy</dt><dd>${figure(charge?.chargedWh ?? null, "kWh")}</dd></div>
          <div><dt>Time</dt><dd>${charge ? span(charge.seconds) : NONE}</dd></div>
        </dl>
        <div class="actions">
          ${view.why.some((hold) => WAIVED.includes(hold.name))
            ? html`<button class="main" ?disabled=${!shown} @click=${() => this.#command("charge-now")}>CHARGE NOW</button>`
            : ""}
          ${charge
            ? html`<button class="bad" ?disabled=${!live.connected} @click=${() => this.#command("stop")}>STOP</button>`
            : html`<button class="main" ?disabled=${!shown} @click=${() => this.#command("start")}>START</button>`}
          <button ?disabled=${!live.connected} @click=${() => this.#command("unlock")}>UNLOCK</button>
        </div>
      </div>
    </section>`;
  }

  #control(view) {
    const available = view.stationStatus !== "Unavailable" && view.status !== "Unavailable";
    return html`<section class="card whole" aria-labelledby="control"><h2 id="control">Device Control</h2>
      <ul class="controls">
        <li><span>Stop Wifi Scan<small id="no-wifi">No Wi-Fi adapter is present.</small></span>
          <button disabled aria-describedby="no-wifi">STOP</button></li>
        <li><span>Clear Faults<small>${view.faults.length ? `${view.faults.length} in force` : "None in force"}</small></span>
          <button ?disabled=${!live.connected} @click=${() => this.#command("clear-faults")}>CLEAR</button></li>
        <li><span>Unlock Connector<small>${view.rtm?.locked ? "Locked" : "Unlocked"}</small></span>
          <button ?disabled=${!live.connected} @click=${() => this.#command("unlock")}>UNLOCK</button></li>
        <li><span>${available ? "Set Unavailable" : "Set Available"}
            <small>${available ? "Drivers may charge" : "Out of use"}</small></span>
          <button ?disabled=${!live.connected} @click=${() => this.#command(available ? "set-unavailable" : "set-available")}>SET</button></li>
        <li><span>Clear Reservation<small id="reservation">${view.reservation
            ? `For ${view.reservation.idTag} until ${clock(view.reservation.until, view.time)}` : "There is none."}</small></span>
          <button ?disabled=${!live.connected || !view.reservation} aria-describedby="reservation"
            @click=${() => this.#command("clear-reservation")}>CLEAR</button></li>
        <li><span>Factory Reset<small>Only with nothing plugged in</small></span>
          <button class="bad" ?disabled=${!live.connected} @click=${this.#factoryReset}>RESET</button></li>
      </ul>
    </section>`;
  }

  async #command(name) {
    this.tell(await post(`commands/${name}`));
  }

  async #refresh() {
    const answer = await get("view");
    live.open();
    this.tell({ ok: answer.ok, sentence: answer.ok ? "This is the newest picture." : answer.sentence });
  }

  #factoryReset() {
    this.querySelector("owner-dialog").ask({
      question: "Forget every setting, password, certificate, card and profile? The station has to be commissioned again, and its new admin password is shown where it runs. Charges that the back office does not know yet are kept for the next one.",
      verb: "RESET",
      act: () => post("commands/factory-reset"),
    });
  }

  #restart() {
    this.querySelector("owner-dialog").ask({
      question: "Restart the station? A running charge is ended first.",
      verb: "RESTART",
      act: () => post("commands/restart"),
    });
  }
}

const figure = (value, name) =>
  value === null ? NONE : html`${number(value / 1000, 2)}<small>${name}</small>`;

const row = (label, value, words = false) =>
  html`<div class=${words ? "words" : ""}><dt>${label}</dt><dd>${value}</dd></div>`;

function faults(view) {
  return html`<section class="card whole" aria-labelledby="faults"><h2 id="faults">Faults</h2>
    <ul class="faults">
      ${view.faults.map(
        (fault) => html`<li class=${fault.stopsCharging ? "" : "warns"}>
          <h3>${fault.text}</h3>
          <p>${prose(fault.measured || fault.cause)}</p>
          <p>${fault.advice}</p>
          <code>${fault.name} ${fault.code}${fault.since ? ` since ${clock(fault.since, view.time)}` : ""}</code>
        </li>`,
      )}
    </ul>
  </section>`;
}

function deviceStatus(view) {
  const { identity, rtm, backOffice } = view;
  const ruling = rtm ? `${rtm.ruling.label} (${rtm.limitAmperes.toFixed(1)}A)` : NONE;
  const network = { online: "Online", none: "Not needed: no back office is set" }[backOffice.state] ?? "Not known to be online";
  return html`<section class="card" aria-labelledby="device"><h2 id="device">Device Status</h2>
    <dl class="rows values">
      ${row("Device Version:", identity.firmware, true)}
      ${row("Device Model(efuse):", identity.deviceModel, true)}
      ${row("RTM Status:", view.rtmOnline ? "Online" : "Offline")}
      ${row("Network Status:", network, true)}
      ${row("Active Interface:", "Host system", true)}
      ${row("Backend Status:", BACK_OFFICE[backOffice.state], true)}
      ${row("Offline messages (RAM, NVM):", `${view.queue.inMemory}, ${view.queue.messages}`)}
      ${row("EVSE Status:", view.stationStatus)}
      ${row("EV Status:", rtm ? EV[rtm.pilot[0]] : NONE, true)}
      ${row("OCPP Status:", view.status)}
      ${row("Plug&Charge:", view.plugAndCharge ? "Enabled" : "Disabled")}
      ${row("Charger Limit:", ruling)}
      ${row("Phases configured:", identity.phases)}
    </dl>
    <p class="note">${backOffice.sentence}</p>
  </section>`;
}

function measurements(view) {
  const readings = view.rtmOnline ? view.rtm?.readings : null;
  const lines = readings?.lines ?? Array.from({ length: view.identity.phases }, (_, k) => ({ name: `L${k + 1}` }));
  const kiloUnit = (value, name) => unit(value === null || value === undefined ? null : value / 1000, 3, name);
  return html`<section class="card whole" aria-labelledby="meter"><h2 id="meter">Power Meter Measurements</h2>
    <dl class="rows values">
      ${lines.map((l) => row(`Power ${l.name}(imported from grid):`, kiloUnit(l.importedWh, "kWh")))}
      ${lines.map((l) => row(`Power ${l.name}(exported to grid):`, kiloUnit(l.exportedWh, "kWh")))}
      ${lines.map((l) => row(`Active Power ${l.name}:`, kiloUnit(l.watts, "kW")))}
      ${lines.map((l) => row(`Voltage ${l.name}-N:`, unit(l.volts, 1, "V")))}
      ${row("Voltage N:", unit(readings?.neutralVolts, 1, "V"))}
      ${lines.map((l) => row(`Current ${l.name}:`, unit(l.amperes, 3, "A")))}
      ${row("Temperature L1-L2:", unit(readings?.celsius[0], 0, "°C"))}
      ${row("Temperature L1-N:", unit(readings?.celsius[1], 0, "°C"))}
    </dl>
  </section>`;
}

customElements.define("status-page", StatusPage);
