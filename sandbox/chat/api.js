/**
 * Owns the requests to the sandbox. Every act of a person is one function here.
 * A refusal becomes a SandboxError: `reason` is its stable name, its message an English sentence;
 * a dead line has `offline` set.
 */
export class SandboxError extends Error {
  constructor(message, { status = 0, reason = "", offline = false } = {}) {
    super(message);
    this.status = status;
    this.reason = reason;
    this.offline = offline;
  }
}

async function request(method, path, body) {
  const form = body instanceof FormData;
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: body && !form ? { "Content-Type": "application/json" } : {},
      body: form ? body : body && JSON.stringify(body),
    });
  } catch {
    throw new SandboxError("", { offline: true });
  }
  const text = await response.text();
  let answer = null;
  try {
    answer = text ? JSON.parse(text) : null;
  } catch {
    if (response.ok) throw new SandboxError("", { status: response.status });
  }
  if (response.ok) return answer;
  const words = answer?.error ?? answer?.description ?? answer?.detail ?? "";
  const why = { status: response.status, reason: answer?.reason };
  throw new SandboxError(typeof words === "string" ? words : JSON.stringify(words), why);
}

const get = (path) => request("GET", path);
const post = (path, body = {}) => request("POST", path, body);

export const world = () => get("/world");
export const newPerson = (person) => post("/world/people", person);
export const fileUrl = (fileId) => `/world/files/${encodeURIComponent(fileId)}`;

export const clock = () => get("/clock");
/** @param {{by: number}|{to: string}|{next: true}} where */
export const moveClock = (where) => post("/clock/move", where);

/** Everything one person can do. */
export function person(id) {
  const root = `/world/as/${id}`;
  const group = (chat) => `${root}/groups/${chat}`;
  const message = (chat, number) => `${root}/messages/${chat}/${number}`;
  return {
    events: `${root}/events`,
    look: () => get(root),
    start: (payload) => post(`${root}/start`, payload ? { payload } : {}),
    block: (blocked) => post(`${root}/block`, { blocked }),
    read: (chat_id) => post(`${root}/read`, { chat_id }),
    say: ({ chat_id, text, reply_to, topic, file, as }) => {
      if (!file) return post(`${root}/messages`, { chat_id, text, reply_to, topic });
      const form = new FormData();
      const fields = { chat_id, text, reply_to, topic, as };
      for (const [name, value] of Object.entries(fields)) if (value) form.append(name, value);
      form.append("file", file);
      return post(`${root}/messages`, form);
    },
    edit: (chat, number, text) => request("PATCH", message(chat, number), { text }),
    remove: (chat, number) => request("DELETE", message(chat, number)),
    tap: (chat_id, message_id, data) => post(`${root}/taps`, { chat_id, message_id, data }),
    askInline: (asked) => post(`${root}/inline`, asked),
    pickInline: (picked) => post(`${root}/inline/picks`, picked),
    vote: (chat_id, message_id, option_ids) => post(`${root}/votes`, { chat_id, message_id, option_ids }),
    endPoll: (chat, number) => request("DELETE", `${root}/votes/${chat}/${number}`),
    react: (chat_id, message_id, emoji) => post(`${root}/reactions`, { chat_id, message_id, emoji }),
    newGroup: (title, is_forum) => post(`${root}/groups`, { title, is_forum }),
    changeGroup: (chat, change) => post(group(chat), change),
    join: (chat) => post(`${group(chat)}/join`),
    addMember: (chat, user_id) => post(`${group(chat)}/members`, { user_id }),
    removeMember: (chat, user) => request("DELETE", `${group(chat)}/members/${user}`),
    setAdmin: (chat, user_id, admin) => post(`${group(chat)}/admins`, { user_id, admin }),
    newTopic: (chat_id, name) => post(`${root}/topics`, { chat_id, name }),
    removeTopic: (chat, thread) => request("DELETE", `${root}/topics/${chat}/${thread}`),
  };
}
