// Questions and wishes to the station. Every answer is a sentence, also a refusal.

async function call(method, path, body) {
  const request = { method, credentials: "same-origin", headers: {} };
  if (method !== "GET" && method !== "DELETE") {
    request.headers["Content-Type"] = "application/json";
    request.body = JSON.stringify(body ?? {});
  }
  let answer;
  try {
    answer = await fetch(`/api/v1/${path}`, request);
  } catch {
    return { ok: false, status: 0, sentence: "The station does not answer.", json: {} };
  }
  const json = await answer.json().catch(() => ({}));
  const sentence = json.sentence ?? json.detail ?? (answer.ok ? "Done." : `The station answered ${answer.status}.`);
  return { ok: answer.ok, status: answer.status, sentence, json };
}

export const get = (path) => call("GET", path);
export const post = (path, body) => call("POST", path, body);
export const put = (path, body) => call("PUT", path, body);
export const remove = (path) => call("DELETE", path);
