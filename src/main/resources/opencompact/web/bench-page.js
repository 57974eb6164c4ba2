import { html, nothing } from "lit";
import { get, post, remove } from "/web/api.js";
import { benchPicture } from "/web/bench-picture.js";
import { clock } from "/web/format.js";
import { live } from "/web/live.js";
import { Lively } from "/web/page.js";
import "/web/scope.js";

const CABLES = [32, 20, 13, 63, 0];
const STEPS = [["PT1M", "1 min"], ["PT15M", "15 min"], ["PT1H", "1 h"], ["PT8H", "8 h"]];
const SPEEDS = [1, 10, 60, 600];
/** How often the present values beside the causes are asked for. */
const GLANCE_MILLIS = 2000;
const SPANS = [["", "until cleared"], ["PT10S", "for 10 s"], ["PT1M", "for 1 min"], ["PT10M", "for 10 min"]];

const remembered = (name, otherwise) => {
  try {
    return localStorage.getItem(name) ?? otherwise;
  } catch {
    return otherwise;
  }
};

const remember = (name, value) => {
  try {
    localStorage.setItem(name, value);
  } catch {
    // A browser that keeps nothing asks again next time.
  }
};

const short = (bit) => `0x${parseInt(bit, 16).toString(16).toUpperCase()}`;

/** The simulated world around the station, and everything one may do to it (WEB-12). */
class BenchPage extends Lively {
  static properties = { cars: { state: true }, causes: { state: true }, car: { state: true }, search: { state: true }, wrong: { state: true } };

  constructor() {
    super();
    this.cars = [];
    this.causes = [];
    this.car = remembered("car", "");
    this.search = "";
    /** Which field was told what is wrong with it. */
    this.wrong = { field: "", sentence: "" };
  }

  async connectedCallback() {
    super.connectedCallback();
    const [cars, causes] = await Promise.all([get("bench/cars"), get("bench/causes")]);
    if (cars.ok) this.cars = cars.json.cars;
    if (causes.ok) this.causes = causes.json.causes;
    if (!this.cars.some((car) => car.name === this.car)) this.car = this.cars[0]?.name ?? "";
    if (this.isConnected) this.glance = setInterval(() => this.#glance(), GLANCE_MILLIS);
  }

  disconnectedCallback() {
    clearInterval(this.glance);
    super.disconnectedCallback();
  }

  async #glance() {
    if (document.hidden || !live.connected) return;
    const causes = await get("bench/causes");
    if (causes.ok) this.causes = causes.json.causes;
  }

  render() {
    const bench = live.bench;
    if (!bench) {
      return html`<div class="head"><h1>Bench</h1></div>
        <p class="soft">The bench exists only where the hardware is simulated.</p>`;
    }
    return html`
      <div class="head"><h1>Bench</h1></div>
      <div class="cards two bench">
        <section class="card" aria-label="The simulated world">${benchPicture(bench, live.view, live.connected)}</section>
        <div class="column">${this.#visit(bench)} ${this.#card()} ${this.#mains(bench)} ${this.#time(bench)}</div>
        <section class="card whole scope" aria-labelledby="scope-title"><bench-scope></bench-scope></section>
        ${this.#break(bench)}
      </div>
    `;
  }

  #visit(bench) {
    const chosen = this.cars.find((car) => car.name === this.car);
    return html`<section class="card" aria-labelledby="car-title"><h2 id="car-title">Car</h2>
      <form class="fields" @submit=${this.#plugIn}>
        <label class="wide">Which car
          <select name="car" .value=${this.car} @change=${this.#choose}>
            ${this.cars.map((car) => html`<option value=${car.name} ?selected=${car.name === this.car}>${car.name}</option>`)}
          </select></label>
        <p class="note wide">${chosen?.description ?? ""}</p>
        <label class="wide">Cable
          <select name="cable">
            ${CABLES.map((amperes) => html`<option value=${amperes}>${amperes ? `coded for ${amperes} A` : "without coding"}</option>`)}
          </select></label>
        <button class="main" ?disabled=${bench.car !== null}>PLUG IN</button>
        <button type="button" ?disabled=${bench.car === null && bench.cableAmperes === null} @click=${() => this.#act("plugout")}>UNPLUG</button>
      </form>
    </section>`;
  }

  #card() {
    return html`<section class="card" aria-labelledby="card-title"><h2 id="card-title">Card</h2>
      <form class="fields" novalidate @submit=${this.#tap} @input=${this.#forget}>
        <label>UID of the card
          <input name="uid" maxlength="40" autocomplete="off" spellcheck="false" .value=${remembered("uid", "04A1B2C3")}
            aria-invalid=${this.#isWrong("uid")} aria-describedby="uid-wrong" /></label>
        <button class="main">TAP</button>
        ${this.#message("uid")}
      </form>
    </section>`;
  }

  #mains(bench) {
    return html`<section class="card" aria-labelledby="mains-title"><h2 id="mains-title">Mains</h2>
      <div class="buttons">
        <button class="bad" ?disabled=${!bench.powered} @click=${() => this.#act("power", { state: "cut" })}>CUT THE POWER</button>
        <button ?disabled=${bench.powered} @click=${() => this.#act("power", { state: "restored" })}>RESTORE</button>
      </div>
      <div class="buttons">
        <button ?disabled=${!bench.powered} @click=${() => this.#act("button", { for: "PT12S" })}>RESET BUTTON, 12 s</button>
      </div>
      <p class="note">${bench.powered ? "The power is on." : "The power is off; the station is off with it."}</p>
    </section>`;
  }

  #time(bench) {
    return html`<section class="card" aria-labelledby="time-title"><h2 id="time-title">Time</h2>
      <p class="soft" id="advance">Let time pass at once</p>
      <div class="buttons even" role="group" aria-labelledby="advance">
        ${STEPS.map(([span, label]) => html`<button @click=${() => this.#act("clock", { advance: span })}>${label}</button>`)}
      </div>
      <p class="soft" id="pace">Pace: seconds of the station in one of ours</p>
      <div class="buttons even" role="group" aria-labelledby="pace">
        ${SPEEDS.map(
          (speed) => html`<button class=${bench.speed === speed ? "main" : ""} aria-pressed=${bench.speed === speed}
            @click=${() => this.#act("speed", { speed })}>${speed} ×</button>`,
        )}
      </div>
    </section>`;
  }

  #break(bench) {
    const wanted = this.search.toLowerCase().split(/\s+/).filter(Boolean);
    const text = (cause) => `${cause.name} ${cause.description} ${cause.leads.map((lead) => `${lead.fault} ${lead.errorCode}`).join(" ")}`.toLowerCase();
    const shown = this.causes.filter((cause) => wanted.every((word) => text(cause).includes(word)));
    return html`<section class="card whole" aria-labelledby="break-title"><h2 id="break-title">Break and mend</h2>
      <ul class="inforce" aria-label="In force">
        ${bench.causes.map(
          (cause) => html`<li><span>${cause.text} since ${clock(cause.since, bench.time)}${cause.until ? `, until ${clock(cause.until, bench.time)}` : ""}</span>
            <button class="small" aria-label="Clear ${cause.name}" @click=${() => this.#mend(cause.name)}>CLEAR</button></li>`,
        )}
        ${bench.causes.length === 0 ? html`<span class="soft">Nothing is broken.</span>` : ""}
        ${bench.causes.length > 1 ? html`<button class="small" @click=${() => this.#mend()}>CLEAR ALL</button>` : ""}
      </ul>
      <label>Search causes
        <input type="search" placeholder="earth, rcd, lock…" .value=${this.search} @input=${(e) => (this.search = e.target.value)} /></label>
      <ul class="causes" aria-label="Causes">
        ${shown.map((cause) => this.#cause(cause))}
        ${shown.length === 0 ? html`<li class="soft">No cause matches.</li>` : ""}
      </ul>
    </section>`;
  }

  #cause(cause) {
    const id = `cause-${cause.name.replaceAll(".", "-")}`;
    return html`<li class=${cause.inForce ? "raised" : ""}>
      <div><strong id=${id}>${cause.name}</strong> <span class="soft">${cause.description}</span></div>
      <div class="shows"><p><span class="soft">now</span> <b>${cause.now}</b></p>
        ${cause.leads.length
          ? html`<ul aria-label="What ${cause.name} should cause">${cause.leads.map(
              (lead) => html`<li><span>${lead.when}</span> <code>${lead.fault}</code> <span class="soft">${short(lead.bit)}, ${lead.errorCode}</span></li>`)}</ul>`
          : html`<p class="soft">should cause no fault</p>`}</div>
      <form class="try" novalidate aria-labelledby=${id} @submit=${(event) => this.#raise(event, cause, id)} @input=${this.#forget}>
        ${cause.unit
          ? html`<input name="value" autocomplete="off" aria-invalid=${this.#isWrong(id)} aria-describedby="${id}-wrong" aria-label="Value: ${cause.takes}" placeholder=${[cause.unit, ...cause.words].join(", ")} list=${cause.words.length ? `${id}-words` : nothing} />
              ${cause.words.length ? html`<datalist id="${id}-words">${cause.words.map((word) => html`<option value=${word}></option>`)}</datalist>` : ""}`
          : html`<select name="value" aria-label="Value">${cause.words.map((word) => html`<option>${word}</option>`)}</select>`}
        <select name="for" aria-label="How long">${SPANS.map(([span, label]) => html`<option value=${span}>${label}</option>`)}</select>
        <button class="small">RAISE</button>
        ${this.#message(id)}
      </form>
    </li>`;
  }

  #choose(event) {
    this.car = event.target.value;
    remember("car", this.car);
  }

  #plugIn(event) {
    event.preventDefault();
    const form = new FormData(event.target);
    this.#act("plugin", { car: form.get("car"), cable: Number(form.get("cable")) });
  }

  async #tap(event) {
    event.preventDefault();
    const uid = new FormData(event.target).get("uid");
    if (await this.#try("uid", event.target.elements.uid, "card", { uid })) remember("uid", uid);
  }

  #raise(event, cause, id) {
    event.preventDefault();
    const form = new FormData(event.target);
    const wish = { cause: `${cause.name}=${form.get("value")}` };
    if (form.get("for")) wish.for = form.get("for");
    this.#try(id, event.target.elements.value, "faults", wish);
  }

  /** Asks for what a field holds; what is wrong with it is said beside the field, all else in the frame. */
  async #try(field, input, path, body) {
    const answer = await post(`bench/${path}`, body);
    const wrong = answer.status === 422;
    this.wrong = wrong ? { field, sentence: answer.sentence } : { field: "", sentence: "" };
    if (wrong) input.focus();
    else this.tell(answer);
    this.#glance();
    return answer.ok;
  }

  #forget() {
    if (this.wrong.field) this.wrong = { field: "", sentence: "" };
  }

  #isWrong(field) {
    return this.wrong.field === field ? "true" : nothing;
  }

  #message(field) {
    return html`<p class="wrong" role="alert" id="${field}-wrong">${this.wrong.field === field ? this.wrong.sentence : ""}</p>`;
  }

  async #mend(name) {
    this.tell(await remove(name ? `bench/faults/${encodeURIComponent(name)}` : "bench/faults"));
    this.#glance();
  }

  async #act(path, body) {
    this.tell(await post(`bench/${path}`, body));
  }
}

customElements.define("bench-page", BenchPage);
