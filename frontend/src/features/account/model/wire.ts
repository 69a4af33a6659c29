/** What `GET /me` says beside the person: absent where the server has no organisations. */
export interface Access {
  /** Permissions as `domain:action`, and "operator" for people who run the platform. */
  capabilities?: readonly string[];
  organizations?: readonly { id: string; name: string; role: string }[];
}
