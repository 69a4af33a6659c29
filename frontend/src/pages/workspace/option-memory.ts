const key = (conversationId: string) => `cloudwright.option-of.${conversationId}`;

/** Keeps in this browser which option a conversation was about when it was left. */
export function rememberOption(conversationId: string, optionId: string): void {
  try {
    localStorage.setItem(key(conversationId), optionId);
  } catch {
    // Without storage the conversation itself says which option it changed last.
  }
}

export function rememberedOption(conversationId: string): string | null {
  try {
    return localStorage.getItem(key(conversationId));
  } catch {
    return null;
  }
}
