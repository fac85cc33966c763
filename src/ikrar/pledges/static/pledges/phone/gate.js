// Talks to the gate. A refusal comes back as an Error with the server's words; no line is an Error with `offline`.
export const ask = async (word, body) => {
  let answer;
  try {
    answer = await fetch(`/gate/${word}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json", "Accept-Language": document.documentElement.lang },
      body: JSON.stringify(body),
      cache: "no-store",
      credentials: "omit",
    });
  } catch {
    throw Object.assign(new Error("offline"), { offline: true });
  }
  const busy = answer.status >= 500 || answer.status === 408 || (answer.status === 429 && !answer.headers.get("Content-Type")?.includes("problem"));
  if (busy) throw Object.assign(new Error("busy"), { offline: true, wait: Number(answer.headers.get("Retry-After")) || 40 });
  const said = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(said.title), said);
  return { ...said, status: answer.status };
};
