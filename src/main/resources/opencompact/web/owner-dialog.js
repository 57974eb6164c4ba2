import { html } from "lit";
import { get, post } from "/web/api.js";
import { Plain } from "/web/page.js";

/** Asks before something that only the owner may do, for the admin password too if nobody is logged in. */
class OwnerDialog extends Plain {
  static properties = { admin: { state: true }, wrong: { state: true }, busy: { state: true }, wish: { state: true } };

  /** @param wish its question, its verb, and what to do once the person is known and sure */
  async ask(wish) {
    this.wish = wish;
    this.wrong = "";
    this.busy = false;
    this.admin = (await get("session")).json.admin === true;
    await this.updateComplete;
    this.querySelector("dialog").showModal();
  }

  async #go(event) {
    event.preventDefault();
    this.busy = true;
    if (!this.admin) {
      const answer = await post("login", { password: this.querySelector("[type=password]").value });
      if (!answer.ok) {
        this.wrong = answer.sentence;
        this.busy = false;
        return;
      }
    }
    this.querySelector("dialog").close();
    this.busy = false;
    this.tell(await this.wish.act());
  }

  #close() {
    this.querySelector("dialog").close();
  }

  render() {
    return html`
      <dialog aria-labelledby="owner-question">
        ${this.wish
          ? html`<form @submit=${this.#go}>
              <h2 id="owner-question">${this.wish.question}</h2>
              ${this.admin
                ? ""
                : html`<input class="hidden" name="username" autocomplete="username" value="admin" tabindex="-1" aria-hidden="true" />
                  <label>Admin password
                    <input type="password" autocomplete="current-password" required autofocus /></label>`}
              <p class="no" role="alert">${this.wrong}</p>
              <div class="buttons">
                <button type="button" @click=${this.#close}>CANCEL</button>
                <button class="main" ?disabled=${this.busy}>${this.wish.verb}</button>
              </div>
            </form>`
          : ""}
      </dialog>
    `;
  }
}

customElements.define("owner-dialog", OwnerDialog);
