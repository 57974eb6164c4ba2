import { html, nothing } from "lit";
import { live } from "/web/live.js";
import { Lively } from "/web/page.js";
import { PAGES } from "/web/pages.js";
import { clock } from "/web/format.js";

const TOAST_MILLIS = 6000;

/** The frame: menu, the sentence about a lost connection, the page, and what came of wishes. */
class App extends Lively {
  #told = [];

  connectedCallback() {
    super.connectedCallback();
    window.addEventListener("hashchange", () => this.#turn());
    this.addEventListener("told", (event) => this.#say(event.detail));
    live.open();
  }

  #turn() {
    this.requestUpdate();
    this.updateComplete.then(() => {
      window.scrollTo(0, 0);
      this.querySelector("main").focus({ preventScroll: true });
    });
  }

  #say(answer) {
    this.#told = [...this.#told.slice(-2), answer];
    this.requestUpdate();
    setTimeout(() => {
      this.#told = this.#told.filter((other) => other !== answer);
      this.requestUpdate();
    }, TOAST_MILLIS);
  }

  #page() {
    const slug = location.hash.replace(/^#\/?/, "");
    return PAGES.find((page) => page.slug === slug) ?? PAGES[0];
  }

  #lost() {
    if (live.connected) return "";
    return live.heard
      ? `Connection lost at ${clock(live.heard)}; what is shown is from then. Trying again…`
      : "Connecting to the station…";
  }

  render() {
    const here = this.#page();
    const identity = live.view?.identity;
    document.title = `${live.view && live.connected ? live.view.status : "No connection"} · COMPACT`;
    return html`
      <a class="skip" href="#main" @click=${this.#skip}>Skip to the page</a>
      <nav class="menu" aria-label="Pages">
        <a class="brand" href="#/"><img src="/web/icon.svg" alt="" />
          <span>COMPACT<small class="number">${identity ? `${identity.model} · ${identity.serial}` : "\u00a0"}</small></span>
        </a>
        <ul>
          ${PAGES.filter((page) => page.shown(live) || page === here).map(
            (page) => html`<li>
              <a href="#/${page.slug}" aria-current=${page === here ? "page" : nothing}
                ><span class="long">${page.title}</span><span class="short">${page.short}</span></a>
            </li>`,
          )}
        </ul>
      </nav>
      <div class="banner" role="alert" ?hidden=${live.connected}>${this.#lost()}</div>
      <main id="main" tabindex="-1" class=${live.connected ? "" : "stale"}>${here.draw()}</main>
      <div class="toasts" role="status" aria-live="polite">
        ${this.#told.map((answer) => html`<p class=${answer.ok ? "" : "no"}>${answer.sentence}</p>`)}
      </div>
    `;
  }

  #skip(event) {
    event.preventDefault();
    document.getElementById("main").focus();
  }
}

customElements.define("compact-app", App);
