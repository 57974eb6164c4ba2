import { LitElement } from "lit";
import { live } from "/web/live.js";

/** What all elements share: they stand in the page itself, so that one style sheet dresses them. */
export class Plain extends LitElement {
  createRenderRoot() {
    return this;
  }

  /** Tells a person what came of a wish; the frame shows it. */
  tell(answer) {
    this.dispatchEvent(new CustomEvent("told", { detail: answer, bubbles: true }));
    return answer;
  }
}

/** An element that is drawn anew whenever the station's picture changes. */
export class Lively extends Plain {
  #changed = () => this.requestUpdate();

  connectedCallback() {
    super.connectedCallback();
    live.addEventListener("change", this.#changed);
  }

  disconnectedCallback() {
    live.removeEventListener("change", this.#changed);
    super.disconnectedCallback();
  }
}
